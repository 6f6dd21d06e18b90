"""Where the log leads for visits."""

from activity.leading import way_to
from activity.models import Activity


def test_a_visit_leads_to_its_day_where_the_company_is(north, diary):
    diary.works(north.photographer, north.service("Photos"))
    order = north.order()
    diary.visit(order, diary.at(21, day=diary.day(4)), north.photographer, short_buffer_reason="asked for it")
    with north.scope():
        told = Activity.objects.get(verb="appointment.made")
        assert way_to(told, set()) == f"/schedule/?day={diary.day(4):%Y-%m-%d}"
    page = north.client(north.admin).get(f"/activity/order/{order.pk}/")
    assert f'scheduled the visit: <a href="/activity/{told.pk}/">' in page.text
