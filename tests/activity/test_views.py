import re

from activity.models import Activity
from core.ledger import record
from orders import actions
from tests.counting import Statements

FRAGMENT = {"HX-Request": "true"}


def test_the_log_of_an_order_reads_newest_first(north):
    order = north.draft(by=north.coordinator.as_actor)
    with north.scope():
        actions.archive([order], by=north.admin.as_actor)
    page = north.client(north.editor).get(f"/activity/order/{order.pk}/")
    words = re.findall(r"<li class=\"activity\".*?<p>(.*?) <time", page.text)
    assert words[0] == "<b>Ada Admin</b> archived the order"
    assert words[-1].startswith("<b>Cora Coordinator</b> created order")


def test_a_long_log_comes_in_pages(north):
    order = north.draft()
    with north.scope():
        for _ in range(60):
            record("order.restored", on=order, by=north.admin.as_actor)
    client = north.client(north.editor)
    first = client.get(f"/activity/order/{order.pk}/", headers=FRAGMENT).text
    assert first.strip().startswith('<section class="activity-log"')
    assert first.count('class="activity"') == 50
    more = re.search(r'hx-get="([^"]+before_id[^"]+)"', first).group(1)
    second = client.get(more, headers=FRAGMENT).text
    assert second.strip().startswith('<li class="activity"')
    seen = re.findall(r'id="a(\d+)"', first + second)
    assert len(seen) == len(set(seen)) > 60
    assert "before_id" not in second


def test_strangers_find_nothing(north, south):
    order = north.draft()
    path = f"/activity/order/{order.pk}/"
    for client in (south.client(south.admin), north.client(north.agent), north.client(north.contractor)):
        assert client.get(path).status_code == 404
    with north.scope():
        actions.add_to_team(order, north.contractor, by=north.admin.as_actor)
    assert north.client(north.contractor).get(path).status_code == 200


def test_odd_pages_begin_at_the_end(north):
    order = north.draft()
    page = north.client(north.editor).get(f"/activity/order/{order.pk}/?before_id=words", headers=FRAGMENT)
    assert page.text.strip().startswith('<section class="activity-log"')


def test_a_contractor_reads_no_prices(north):
    order = north.order(services=[north.service("Reel", price="123.00")])
    with north.scope():
        actions.add_to_team(order, north.contractor, by=north.admin.as_actor)
        actions.add_service(order, north.service("Drone", price="77.00"), by=north.admin.as_actor)
    told = last_record(north, order)
    drone = f'<a href="/activity/{told.pk}/">Drone</a>'
    contractors = north.client(north.contractor).get(f"/activity/order/{order.pk}/").text
    admins = north.client(north.admin).get(f"/activity/order/{order.pk}/").text
    assert f"added {drone}; the order comes to" in admins
    assert f"added {drone} <time" in contractors
    assert "comes to" not in contractors


def test_more_lines_take_no_more_queries(north):
    order = north.draft()
    client = north.client(north.editor)
    counts = []
    for _ in range(3):
        with north.scope():
            record("order.restored", on=order, by=north.admin.as_actor)
        with Statements() as queries:
            client.get(f"/activity/order/{order.pk}/", headers=FRAGMENT)
        counts.append(len(queries))
    assert counts[1] == counts[2]


def last_record(world, order):
    with world.scope():
        return Activity.objects.of_order(order.pk).order_by("-id").first()


def test_a_line_leads_to_what_changed(north):
    order = north.draft()
    with north.scope():
        stage = north.stage("production")
        reel = actions.add_task(order, text="Reel <i>", stage=stage, by=north.admin.as_actor)
    told = last_record(north, order)
    client = north.client(north.editor)
    page = client.get(f"/activity/order/{order.pk}/")
    assert f'created the task “<a href="/activity/{told.pk}/">Reel &lt;i&gt;</a>”' in page.text
    answer = client.get(f"/activity/{told.pk}/")
    assert answer.url == f"/orders/{order.number}/?service={reel.pk}#work-{reel.pk}"


def test_a_line_about_what_was_taken_away_leads_to_the_log(north):
    order = north.draft()
    with north.scope():
        stage = north.stage("production")
        reel = actions.add_task(order, text="Reel", stage=stage, by=north.admin.as_actor)
        told = Activity.objects.of_order(order.pk).order_by("-id").first()
        actions.remove_line(reel, by=north.admin.as_actor)
    client = north.client(north.editor)
    page = client.get(f"/activity/{told.pk}/", follow=True)
    assert page.request["PATH_INFO"] == f"/activity/order/{order.pk}/"
    assert "That is no longer there." in page.text
    assert "removed <b>Reel</b>" in page.text


def test_only_who_may_follow_the_order_is_led(north, south):
    order = north.draft()
    with north.scope():
        actions.add_task(order, text="Reel", stage=north.stage("production"), by=north.admin.as_actor)
    path = f"/activity/{last_record(north, order).pk}/"
    for client in (south.client(south.admin), north.client(north.agent), north.client(north.contractor)):
        assert client.get(path).status_code == 404
    assert north.client(north.editor).get("/activity/999999999/").status_code == 404
