"""Who is told what: the rows of the reference about notices, through HTTP, each test named after its row.

Rows that come with other parts: mentions of roles and Slack (scheduling-comms, Notify, Mentions), customers who prefer
texts (core, Notify, Preferences), mails opened and delivered (scheduling-comms, Email, Tracking).
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail as sent_mail
from django.utils import timezone

from activity.actions import sweep
from notifications import actions
from notifications.models import Mail, Notice
from scheduling import actions as scheduling

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(north):
    """The coordinator's browser."""
    return north.client(north.coordinator)


def told(world, *kinds):
    sweep()
    with world.scope():
        rows = Notice.objects.filter(kind__in=kinds).order_by("id")
        return list(rows.values_list("member__user__name", "kind"))


def say(world, person, order, body):
    sent = {"text": body, "client_id": str(uuid4())}
    return world.client(person).post(f"/orders/{order.number}/chat/messages/", sent, headers=HTMX)


def mails_leave():
    actions.gather(timezone.now() + timedelta(minutes=1))
    actions.send_waiting()


def service_page(service, **fields):
    kept = {
        "name": service.name,
        "category": service.category_id,
        "kind": "core",
        "description": "",
        "is_taxable": "on",
        "needs_visit": "on",
        "tiers-TOTAL_FORMS": "1",
        "tiers-INITIAL_FORMS": "0",
        "tiers-0-up_to": "",
        "tiers-0-price": "100",
        "tiers-0-minutes": "60",
    }
    return kept | fields


def test_core_services_notify_ordering_the_service_tells_the_listed_people_once_each(north):
    assert north.photographer
    service = north.service("Photos")
    fields = service_page(service, watchers=[north.editor.pk, north.photographer.pk])
    assert north.client(north.admin).post(f"/services/{service.pk}/", fields).status_code == 302
    north.order(services=[service])
    assert told(north, "service_ordered") == [
        ("Phil Photographer", "service_ordered"),
        ("Edda Editor", "service_ordered"),
    ]
    assert len(told(north, "service_ordered")) == 2


def test_comms_notify_per_service_staff_alert_tells_everybody_with_the_job(north):
    assert north.editor
    assert north.photographer
    service = north.service("Photos")
    fields = service_page(service, told_jobs=["photo_editor"])
    assert north.client(north.admin).post(f"/services/{service.pk}/", fields).status_code == 302
    north.order(services=[service])
    assert told(north, "service_ordered") == [("Edda Editor", "service_ordered")]


def test_comms_9_9_a_mention_stands_in_the_bell_and_the_inbox_and_comes_by_mail(north):
    order = north.order()
    editor = north.client(north.editor)
    say(north, north.coordinator, order, "@EddaEditor please look")
    sweep()
    assert "1</span>" in editor.get("/inbox/badge/").text
    assert "Cora Coordinator mentioned you" in editor.get("/inbox/?show=mentions").text
    mails_leave()
    assert [letter.to for letter in sent_mail.outbox if "mentioned you" in letter.subject] == [
        [north.editor.user.email]
    ]


def test_comms_gap_25_whoever_runs_the_company_switches_the_news_of_each_order_off(north):
    owner = north.client(north.owner)
    north.order()
    assert told(north, "order.placed") == [("Olive Owner", "order.placed")]
    page = owner.get("/profile/notifications/")
    assert page.status_code == 200
    owner.post("/profile/notifications/", {"time_zone": "America/Chicago"})
    north.order()
    assert told(north, "order.placed") == [("Olive Owner", "order.placed")]


def test_comms_9_10_rescheduled_and_cancelled_by_others_is_told_to_who_goes_and_to_the_manager(north, desk):
    order = north.order()
    desk.post(f"/orders/{order.number}/manager/", {"member": north.admin.pk})
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
    with north.scope():
        given = {"members": [north.photographer], "minutes": 60, "by": north.coordinator.as_actor}
        visit = scheduling.make_appointment(order, starts_at=start, **given)
        later = start + timedelta(hours=2)
        visit = scheduling.move_appointment(visit, starts_at=later, version=1, by=north.agent.as_actor)
        scheduling.cancel_appointment(visit, reason="Rain", by=north.agent.as_actor)
    assert sorted(told(north, "visit.given", "visit.moved", "visit.cancelled")) == [
        ("Ada Admin", "visit.cancelled"),
        ("Ada Admin", "visit.moved"),
        ("Phil Photographer", "visit.cancelled"),
        ("Phil Photographer", "visit.given"),
        ("Phil Photographer", "visit.moved"),
    ]


def test_comms_email_tracking_the_order_shows_each_mail_its_state_and_its_body(north, desk):
    order = north.order(street="1 Track St")
    sweep()
    page = desk.get(f"/orders/{order.number}/sent/").text
    assert [word in page for word in (north.agent.email, "On its way", "1 Track St")] == [True] * 3
    mails_leave()
    assert "Sent</span>" in desk.get(f"/orders/{order.number}/sent/").text
    with north.scope():
        letter = Mail.objects.get(order_id=order.pk, kind="confirmation")
    body = desk.get(f"/orders/{order.number}/sent/{letter.pk}/html/").text
    assert "1 Track St" in body
    assert "<script" not in body


def test_core_1_5_a_follower_hears_of_the_order_and_a_muted_order_is_silent(north, desk):
    order = north.order()
    sweep()
    north.client(north.editor).post(f"/orders/{order.number}/attention/", {"level": "followed"})
    desk.post(f"/orders/{order.number}/status/", {"status": north.status("postponed").pk})
    assert told(north, "order.status") == [("Edda Editor", "order.status")]
    north.client(north.editor).post(f"/orders/{order.number}/attention/", {"level": "muted"})
    desk.post(f"/orders/{order.number}/status/", {"status": north.status("active").pk})
    say(north, north.coordinator, order, "@EddaEditor still you")
    assert told(north, "order.status", "mention") == [("Edda Editor", "order.status"), ("Edda Editor", "mention")]
