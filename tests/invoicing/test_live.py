"""Who hears of papers and money, and who may listen."""

from activity.models import Activity
from companies.viewers import viewer_of
from core.live import Grant, may_join, open_grant, topics_of
from invoicing import actions
from invoicing.queries.money import unpaid_figure


def last(world, verb):
    with world.scope():
        return topics_of(Activity.objects.filter(verb=verb).latest("id"))


def joins(world, holder, person, *topics):
    grant = Grant(world.company.pk, person and person.user_id, holder, topics)
    with world.scope():
        viewer = viewer_of(grant)
        return [viewer is not None and may_join(topic, viewer) for topic in topics]


def test_money_is_heard_on_order_lists_paper_and_the_customer_s_list(north, issued, pay):
    paper = issued()
    everywhere = [
        f"order:{paper.order_id}",
        "orders",
        "invoices",
        f"invoice:{paper.pk}",
        f"invoices-of:{north.agent.pk}",
    ]
    assert set(everywhere) <= set(last(north, "invoice.issued"))
    payment = pay(paper, "10.00")
    assert set(everywhere) <= set(last(north, "payment.recorded"))
    with north.scope():
        actions.reverse_payment(payment, reason="Oops", by=north.admin.as_actor)
    assert set(everywhere) <= set(last(north, "payment.reversed"))


def test_who_may_listen(north, south, issued, drafted):
    paper, draft = issued(), drafted()
    asked = ("invoices", f"invoice:{paper.pk}", f"invoice:{draft.pk}", f"invoices-of:{north.agent.pk}")
    assert joins(north, "member", north.coordinator, *asked) == [True, True, True, False]
    assert joins(north, "member", north.contractor, *asked) == [False, True, False, False]
    assert joins(north, "customer", north.agent, *asked) == [False, True, False, True]
    assert joins(north, "customer", north.other_agent, *asked) == [False, True, False, False]
    assert joins(north, "link", None, *asked) == [False, True, False, False]
    assert joins(south, "member", south.admin, *asked) == [True, False, False, False]
    assert joins(south, "link", None, *asked) == [False, False, False, False]


def test_the_public_page_listens_to_its_own_paper_alone(north, issued):
    paper = issued()
    html = north.client().get(f"/i/{paper.token}/").content.decode()
    token = html.partition("/live/?t=")[2].partition('"')[0]
    grant = open_grant(token)
    assert (grant.holder, grant.user_id, grant.topics) == ("link", None, (f"invoice:{paper.pk}",))


def test_the_figure_of_the_dashboard_is_what_is_still_due(north, issued, pay):
    with north.scope():
        assert (unpaid_figure().count, unpaid_figure().amount) == (0, 0)
    first, second = issued(), issued()
    pay(first, "10.00")
    pay(second, "110.00")
    with north.scope():
        assert (unpaid_figure().count, unpaid_figure().amount) == (1, 100)
