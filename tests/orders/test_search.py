"""Finding orders, below the wall between companies."""

from collections import Counter

import pytest
from django.db import connection

from orders.models import Order
from orders.queries.search import MOST_FOUND, Place, matching, places, prefix_query


def found_by_the_function(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT orders_found(%s, %s)", [prefix_query(text), MOST_FOUND])
        return cursor.fetchone()[0]


def numbers(orders):
    return list(orders.order_by("-number").values_list("number", flat=True))


def test_the_function_that_looks_past_the_wall_finds_nothing_of_another_company(north, south):
    mine, theirs = north.order(street="12 Larkspur Lane"), south.order(street="14 Larkspur Lane")
    with north.scope():
        assert found_by_the_function("larkspur") == [mine.pk]
    with south.scope():
        assert found_by_the_function("larkspur") == [theirs.pk]


def test_without_a_company_the_function_finds_nothing(north):
    north.order(street="12 Larkspur Lane")
    assert found_by_the_function("larkspur") == []


def test_every_word_is_the_beginning_of_one(north):
    both = north.order(street="12 Larkspur Lane")
    north.order(street="12 Larkspur Road")
    with north.scope():
        assert numbers(matching(Order.objects.all(), "lan LARK")) == [both.number]
        assert numbers(matching(Order.objects.all(), "lark & ! lane'")) == [both.number]
        assert numbers(matching(Order.objects.all(), " &|! ")) == []


def test_found_orders_are_found_inside_another_query_too(north):
    order = north.order(street="12 Larkspur Lane")
    north.order()
    with north.scope():
        inside = matching(Order.objects.all(), "larkspur").values("pk")[:5]
        assert numbers(Order.objects.filter(pk__in=inside)) == [order.number]


def test_only_the_newest_matches_are_looked_at(north):
    orders = [north.order(street="12 Larkspur Lane") for _ in range(3)]
    with north.scope():
        assert numbers(matching(Order.objects.all(), "larkspur", newest=2)) == [orders[2].number, orders[1].number]


@pytest.mark.parametrize("most", [1, 2, 5])
def test_places_are_the_first_of_each_status_and_of_the_unscheduled(north, most, django_assert_num_queries):
    orders = [north.order(street="12 Larkspur Lane") for _ in range(3)] + [north.draft(street="1 Larkspur Road")]
    with north.scope():
        all_found = matching(Order.objects.all(), "larkspur")
        with django_assert_num_queries(1):
            found = places(all_found, by=["-number"], most=most)
        totals = Counter(all_found.values_list("status_id", flat=True))
    kept = [each for each in reversed(orders) if not each.is_draft][:most] + [orders[3]]
    assert sorted(found, key=lambda place: place.pk) == [
        Place(
            pk=order.pk,
            status_id=order.status_id,
            place=1 if order.is_draft else 1 + [*reversed(orders[:3])].index(order),
            many=totals[order.status_id],
            is_free=not order.is_draft,
            free_place=1 if order.is_draft else 1 + [*reversed(orders[:3])].index(order),
            free_many=1 if order.is_draft else 3,
        )
        for order in sorted(kept, key=lambda order: order.pk)
    ]
