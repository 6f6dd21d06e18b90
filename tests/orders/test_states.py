"""Statuses and stages are the company's own: their words, their order, the ways between them, merging."""

import threading

import pytest
from django.db import connections

from activity.actions import sweep
from activity.models import Activity
from orders import actions
from orders.models import LineItem, Order, OrderTally, Stage, Status
from orders.refusals import IllegalChange, NoLongerThere, NotTheWay

WORDS = {"name": "Awaiting stager", "tone": "amber", "leads_to": []}


def added(world, **more):
    with world.scope():
        return actions.add_status(kind="active", by=world.admin.as_actor, **(WORDS | {"is_active": True} | more))


def stage_of(world, name, phase="production", **more):
    with world.scope():
        words = {"name": name, "tone": "teal", "leads_to": [], **more}
        return actions.add_stage(phase=phase, by=world.admin.as_actor, **words)


def lead(world, state, *others, **more):
    with world.scope():
        words = {"leads_to": [other.pk for other in others], **more}
        return actions.change_state(state, by=world.admin.as_actor, **words)


def lines_of(world, order):
    with world.scope():
        return list(order.lines.in_order())


def set_to(world, order, status):
    with world.scope():
        return actions.change_status(order, status, by=world.coordinator.as_actor)


def test_an_own_status_is_set_on_an_order_and_stands_in_the_list(north):
    admin, order = north.client(north.admin), north.order()
    answer = admin.post("/settings/statuses/new/", WORDS | {"kind": "active", "is_active": "on"})
    assert (answer.status_code, answer["Location"]) == (302, "/settings/statuses/")
    with north.scope():
        status = Status.objects.get(name="Awaiting stager")
    north.client(north.coordinator).post(f"/orders/{order.number}/status/", {"status": status.pk})
    assert "Awaiting stager" in north.client(north.coordinator).get("/orders/").text
    with north.scope():
        assert (Order.objects.get(pk=order.pk).status, status.primary) == (status, "in_progress")


def test_a_name_is_taken_once_whatever_its_case(north):
    added(north)
    answer = north.client(north.admin).post(
        "/settings/statuses/new/", WORDS | {"name": "awaiting STAGER", "kind": "active", "is_active": "on"}
    )
    assert answer.status_code == 422
    assert "There is one called awaiting STAGER already." in answer.text


def test_what_cannot_be_is_said_beside_the_field(north):
    answer = north.client(north.admin).post("/settings/stages/new/", {"name": "", "phase": "x", "limit": "0"})
    assert answer.status_code == 422
    assert "This field is required" in answer.text
    assert "greater than or equal to 1" in answer.text


def test_the_last_in_use_of_a_kind_stays_in_use(north):
    pending = north.status("pending")
    answer = north.client(north.admin).post(f"/settings/statuses/{pending.pk}/", {"name": "Pending", "tone": "grey"})
    assert answer.status_code == 422
    assert "Pending is the only one of its kind (Commissioned, waiting) in use" in answer.text
    with north.scope():
        assert Status.objects.get(pk=pending.pk).is_active


def test_a_kind_cannot_be_changed_later(north):
    status = added(north)
    north.client(north.admin).post(f"/settings/statuses/{status.pk}/", WORDS | {"kind": "cancelled", "is_active": "on"})
    with north.scope():
        assert Status.objects.get(pk=status.pk).kind == "active"


def test_an_order_goes_on_only_where_the_company_lets_it_and_always_back(north):
    order, waiting, done = north.order(), added(north), north.status("completed")
    active = lead(north, north.status("active"), done)
    order = set_to(north, order, active)
    with pytest.raises(NotTheWay, match="From In Progress one goes on to Completed, not to Awaiting stager"):
        set_to(north, order, waiting)
    order = set_to(north, order, north.status("pending"))
    assert order.status.kind == "pending"


def test_the_menu_of_an_order_offers_only_where_it_may_go(north):
    order, done = north.order(), north.status("completed")
    lead(north, north.status("pending"), done)
    menu = north.client(north.coordinator).get(f"/orders/{order.number}/status/").text
    assert "Completed" in menu
    assert "Postponed" not in menu


def test_a_card_goes_on_only_where_the_company_lets_it_and_is_where_it_was(north):
    order = north.order()
    line = lines_of(north, order)[0]
    edit = stage_of(north, "Retouching", "post_production")
    lead(north, north.stage("pre_production"), edit)
    moved = {"stage": north.stage("complete").pk, "position": 0, "version": line.version}
    url = f"/orders/{order.number}/lines/{line.pk}/stage/"
    answer = north.client(north.coordinator).post(url, moved)
    assert answer.status_code == 409
    assert "From Pre-Production one goes on to Retouching, not to Complete." in answer["HX-Trigger"]
    assert f'data-stage="{line.stage_id}"' in answer.text
    answer = north.client(north.coordinator).post(url, moved | {"stage": edit.pk})
    assert answer.status_code == 200
    answer = north.client(north.coordinator).post(
        url, {"stage": line.stage_id, "position": 0, "version": line.version + 1}
    )
    assert answer.status_code == 200


def test_merging_takes_orders_counts_and_ways_along_and_writes_to_nobody(north):
    orders, waiting, active = [north.order(), north.order()], added(north), north.status("active")
    lead(north, north.status("pending"), waiting)
    for order in orders:
        set_to(north, order, waiting)
    sweep()
    with north.scope():
        before = Activity.objects.count()
        assert actions.merge_state(waiting, into=active, by=north.admin.as_actor) == 2
        assert set(Order.objects.values_list("status__name", flat=True)) == {"In Progress"}
        assert OrderTally.objects.get(status=active).total == 2
        assert Status.objects.get(kind="pending").leads_to == [active.pk]
        assert not Status.objects.filter(pk=waiting.pk).exists()
        assert list(Activity.objects.order_by("id").values_list("verb", flat=True))[before:] == ["status.merged"]


def test_merging_stages_takes_their_cards_along(north):
    order, retouch = north.order(), stage_of(north, "Retouching", "post_production")
    line = lines_of(north, order)[0]
    with north.scope():
        actions.move_line(line, stage=retouch, position=0, version=line.version, by=north.admin.as_actor)
    answer = north.client(north.admin).post(
        f"/settings/stages/{retouch.pk}/merging/", {"into": north.stage("post_production").pk}
    )
    assert answer["Location"] == "/settings/stages/"
    with north.scope():
        assert LineItem.objects.get(pk=line.pk).stage.name == "Post-Production"
        assert not Stage.objects.filter(pk=retouch.pk).exists()


@pytest.mark.parametrize("into", ["completed", "itself", "out of use"])
def test_what_differs_is_not_merged(north, into):
    waiting, other = added(north), added(north, name="Elsewhere")
    target = {"completed": north.status("completed"), "itself": waiting, "out of use": other}[into]
    if into == "out of use":
        lead(north, other, is_active=False)
    with north.scope(), pytest.raises(IllegalChange, match="another of the same kind"):
        actions.merge_state(waiting, into=target, by=north.admin.as_actor)


@pytest.mark.django_db(transaction=True)
def test_an_order_on_its_way_into_a_status_that_is_merged_is_lost_to_neither(north):
    order, waiting, active = north.order(), added(north), north.status("active")
    begin, outcome = threading.Barrier(2), []

    def run(work):
        begin.wait()
        try:
            work()
        except (NoLongerThere, IllegalChange) as refusal:
            outcome.append(type(refusal).__name__)
        finally:
            connections.close_all()

    def change():
        set_to(north, order, waiting)

    def merge():
        with north.scope():
            actions.merge_state(waiting, into=active, by=north.admin.as_actor)

    threads = [threading.Thread(target=run, args=[work]) for work in (change, merge)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with north.scope():
        found = Order.objects.get(pk=order.pk).status.name
        assert (found, outcome) in [("In Progress", []), ("Pending", ["NoLongerThere"])]
        assert not Status.objects.filter(pk=waiting.pk).exists()


def test_an_order_is_completed_by_itself_once_everything_on_it_is_complete(north):
    order = north.order()
    lead(north, north.status("completed"), is_automatic=True, is_active=True)
    lines = [line for line in lines_of(north, order) if line.stage_id]
    for place, line in enumerate(lines, start=1):
        with north.scope():
            actions.move_line(
                line, stage=north.stage("complete"), position=0, version=line.version, by=north.editor.as_actor
            )
        sweep()
        with north.scope():
            kind = Order.objects.get(pk=order.pk).status.kind
        assert kind == ("completed" if place == len(lines) else "pending")
    with north.scope():
        last = Activity.objects.filter(verb="order.status_changed").get()
        assert (last.actor_kind, last.data["after"]) == ("clock", "Completed")


def test_only_who_edits_settings_sees_them_and_never_those_of_another_company(north, south):
    mine, theirs = north.status("pending"), south.status("pending")
    for path in ("/settings/statuses/", f"/settings/statuses/{mine.pk}/", "/settings/stages/new/"):
        assert north.client(north.admin).get(path).status_code == 200
        assert north.client(north.coordinator).get(path).status_code == 404
    admin = north.client(north.admin)
    assert admin.get(f"/settings/statuses/{theirs.pk}/").status_code == 404
    assert admin.post(f"/settings/statuses/{mine.pk}/merging/", {"into": theirs.pk}).status_code == 404
    assert admin.post(f"/settings/statuses/{theirs.pk}/place/", {"position": 0}).status_code == 404


def test_the_list_stands_in_the_order_it_was_dragged_into(north):
    status = north.status("completed")
    answer = north.client(north.admin).post(f"/settings/statuses/{status.pk}/place/", {"position": 0})
    assert answer["HX-Retarget"] == "#states"
    assert answer.text.index("Completed") < answer.text.index("Pending")
    with north.scope():
        assert Status.objects.order_by("position").first() == status
