"""Where the log leads for what belongs to an order."""

from activity.leading import way_to
from activity.models import Activity
from orders import actions


def test_services_notes_ticks_and_links_lead_to_their_service(north):
    order = north.order(services=[north.service("Photos")])
    ada = north.admin.as_actor
    with north.scope():
        line = order.lines.get()
        item = actions.add_checklist_item(order, text="Shoot the pool", line=line, by=ada)
        actions.tick(item, member=north.admin, by=ada)
        actions.add_deliverable(line, title="Gallery", url="https://a.test/", by=ada)
        told = Activity.objects.of_order(order.pk).filter(
            verb__in=["checklist.added", "checklist.ticked", "deliverable.added"]
        )
        ways = [way_to(one, set()) for one in told]
    assert ways == [f"/orders/{order.number}/?service={line.pk}#work-{line.pk}"] * 3


def test_what_is_for_the_whole_order_leads_to_its_page(north):
    order = north.draft()
    with north.scope():
        item = actions.add_checklist_item(order, text="Call the owner", by=north.admin.as_actor)
        told = Activity.objects.get(verb="checklist.added")
        assert way_to(told, set()) == f"/orders/{order.number}/"
        actions.remove_checklist_item(item, by=north.admin.as_actor)
        assert way_to(told, set()) == ""
