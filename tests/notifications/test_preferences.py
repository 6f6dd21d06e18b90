import re
from datetime import time

from notifications.models import NoticeChoice, NoticeTimes

PAGE = "/profile/notifications/"
USUAL = {
    "order.managed": "in_inbox by_mail",
    "order.team": "in_inbox by_mail",
    "order.work": "in_inbox by_mail",
    "order.placed": "in_inbox",
    "service_ordered": "in_inbox by_mail",
    "order.status": "in_inbox",
    "order.cancelled": "in_inbox by_mail",
    "visit.given": "in_inbox by_mail",
    "visit.moved": "in_inbox by_mail",
    "visit.cancelled": "in_inbox by_mail",
    "payment": "in_inbox",
    "overpaid": "in_inbox by_mail",
    "card-declined": "in_inbox",
    "mention": "in_inbox by_mail",
    "agent-wrote": "in_inbox by_mail",
}


def typed(**changed):
    ticked = {f"{key}-{channel}": "on" for key, channels in USUAL.items() for channel in channels.split()}
    return ticked | {"time_zone": "America/Chicago", "quiet_from": "", "quiet_until": "", "digest_at": ""} | changed


def choices(world):
    with world.scope():
        return list(NoticeChoice.objects.values_list("event", "in_inbox", "by_mail", "on_every_order"))


def test_the_page_shows_what_everybody_gets_and_saving_it_chooses_nothing(north):
    client = north.client(north.editor)
    page = client.get(PAGE)
    boxes = re.findall(r'<input type="checkbox" name="([^"]+-(?:in_inbox|by_mail|on_every_order))"[^>]*>', page.text)
    ticked = re.findall(r'name="([^"]+-\w+)"[^>]* checked', page.text)
    assert len(boxes) == 15 * 2 + 9
    assert ticked == [f"{key}-{channel}" for key, channels in USUAL.items() for channel in channels.split()]
    assert client.post(PAGE, typed()).status_code == 302
    assert choices(north) == []


def test_what_is_chosen_stays_chosen(north):
    client = north.client(north.editor)
    ticked = typed(quiet_from="22:00", quiet_until="07:00", digest_at="8", time_zone="America/New_York")
    del ticked["order.team-by_mail"], ticked["mention-in_inbox"]
    assert client.post(PAGE, ticked | {"order.placed-on_every_order": "on"})["Location"] == PAGE
    assert choices(north) == [("order.team", True, False, False), ("order.placed", True, False, True)]
    with north.scope():
        times = NoticeTimes.objects.get()
    assert (times.member_id, times.time_zone, times.quiet_from, times.quiet_until, times.digest_at) == (
        north.editor.pk,
        "America/New_York",
        time(22),
        time(7),
        time(8),
    )
    assert 'value="22:00"' in client.get(PAGE).text


def test_half_of_the_quiet_hours_is_refused(north):
    client = north.client(north.editor)
    for odd in ({"quiet_from": "22:00"}, {"quiet_from": "22:00", "quiet_until": "22:00"}, {"digest_at": "25"}):
        assert client.post(PAGE, typed(**odd)).status_code == 422
    assert choices(north) == []


def test_a_contractor_chooses_among_what_they_may_see(north):
    page = north.client(north.contractor).get(PAGE).text
    assert ("A customer paid online" in page, "A visit is given to you" in page) == (False, True)


def test_agents_and_strangers_have_no_such_page(north, south):
    for client in (north.client(north.agent), north.client(south.editor)):
        assert client.get(PAGE).status_code == 404
    assert north.client().get(PAGE).status_code == 302
