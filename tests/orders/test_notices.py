"""Who is told what of an order."""

import pytest

from activity.actions import sweep
from activity.models import Activity, Outbox
from notifications.actions import attend
from notifications.models import Notice
from orders import actions


@pytest.fixture
def told(north):
    """What was told since, as (who, event, title)."""

    def notices(*kinds):
        sweep()
        with north.scope():
            rows = Notice.objects.order_by("id").values_list("member__user__name", "kind", "title")
            return [row for row in rows if not kinds or row[1] in kinds]

    return notices


@pytest.fixture
def order(north):
    made = north.order(street="1 Told St", services=[north.service("Photos")])
    sweep()
    return made


def test_whom_work_is_given_hears_of_it_and_whoever_took_it_does_not(north, order, told):
    by = north.coordinator.as_actor
    with north.scope():
        actions.assign_manager(order, north.admin, by=by)
        actions.add_to_team(order, north.editor, by=by)
        actions.add_to_team(order, north.coordinator, by=by)
        line = order.lines.get()
        actions.assign_line(line, north.editor, by=by)
    name = f"#{order.number} 1 Told St"
    assert told() == [
        ("Ada Admin", "order.managed", f"You are the project manager of {name}"),
        ("Edda Editor", "order.team", f"You are on the team of {name}"),
        ("Edda Editor", "order.work", f"Photos is yours: {name}"),
    ]


def test_whoever_runs_the_company_hears_of_each_order_once(north, told):
    assert north.owner
    assert north.coordinator
    assert north.editor
    order = north.order(street="1 Told St")
    assert told("order.placed") == [
        ("Olive Owner", "order.placed", f"Agnes Agent ordered: #{order.number} 1 Told St"),
        ("Cora Coordinator", "order.placed", f"Agnes Agent ordered: #{order.number} 1 Told St"),
    ]
    with north.scope():
        activity = Activity.objects.get(verb="order.commissioned")
        name = "orders.notices.tell_that_it_is_placed"
        Outbox.objects.create(company_id=north.company.pk, activity_id=activity.pk, follower=name)
    assert len(told("order.placed")) == 2


def test_the_team_the_manager_and_followers_hear_of_the_status(north, order, told):
    with north.scope():
        actions.assign_manager(order, north.admin, by=north.admin.as_actor)
        actions.add_to_team(order, north.contractor, by=north.admin.as_actor)
        attend(north.editor, order_id=order.pk, level="followed")
        actions.change_status(order, north.status("postponed"), by=north.coordinator.as_actor)
        actions.change_status(order, north.status("cancelled"), by=north.admin.as_actor)
    name = f"#{order.number} 1 Told St"
    assert sorted(told("order.status", "order.cancelled")) == [
        ("Ada Admin", "order.status", f"{name} is now Postponed"),
        ("Conny Contractor", "order.cancelled", f"Cancelled: {name}"),
        ("Conny Contractor", "order.status", f"{name} is now Postponed"),
        ("Edda Editor", "order.cancelled", f"Cancelled: {name}"),
        ("Edda Editor", "order.status", f"{name} is now Postponed"),
    ]


def test_a_contractor_hears_only_of_orders_they_may_see(north, order, told):
    with north.scope():
        attend(north.contractor, order_id=order.pk, level="followed")
        actions.change_status(order, north.status("postponed"), by=north.coordinator.as_actor)
    assert told("order.status") == []


def test_who_works_as_what_the_service_names_hears_that_it_was_ordered_once_for_all(north, told):
    assert north.editor
    assert north.photographer
    assert north.contractor
    photos = north.service("Photos", told_jobs=["photo_editor", "photographer"])
    plan = north.service("Plan", told_jobs=["photo_editor"])
    order = north.order(services=[photos, plan, north.service("Other")], street="1 Told St")
    name = f"#{order.number} 1 Told St"
    assert told("service_ordered") == [
        ("Edda Editor", "service_ordered", f"Photos, Plan were ordered: {name}"),
        ("Phil Photographer", "service_ordered", f"Photos was ordered: {name}"),
    ]
