from activity.queries import lines_after, lines_before, lines_since
from core.ledger import record


def tell(order, by, *verbs):
    return [record(verb, on=order, by=by.as_actor, order=order.number) for verb in verbs]


def ids(lines):
    return [line.id for line in lines]


def test_the_log_is_paged_from_its_end(north):
    order = north.draft()
    with north.scope():
        made = [row.pk for row in tell(order, north.admin, *["order.restored"] * 5)]
        assert ids(lines_before(order.pk, None, most=2, money=True)) == made[:-3:-1]
        assert ids(lines_before(order.pk, made[3], most=2, money=True)) == [made[2], made[1]]


def test_what_came_after_stands_oldest_first(north):
    order = north.draft()
    with north.scope():
        made = [row.pk for row in tell(order, north.admin, *["order.restored"] * 4)]
        assert ids(lines_after(order.pk, made[0], most=2, money=True)) == made[1:3]


def test_a_stretch_of_time_keeps_its_newest_lines(north):
    order = north.draft()
    with north.scope():
        rows = tell(order, north.admin, *["order.restored"] * 4)
        for row in rows:
            row.refresh_from_db()
        stretch = lines_since(order.pk, rows[0].created_at, end=rows[3].created_at, most=2, money=True)
        assert ids(stretch) == [rows[1].pk, rows[2].pk]
        assert ids(lines_since(order.pk, rows[3].created_at, end=None, most=9, money=True)) == [rows[3].pk]


def test_lines_about_money_are_kept_from_who_may_not_see_prices(north):
    order = north.draft()
    with north.scope():
        rows = tell(order, north.admin, "invoice.issued", "payment.recorded", "adjustment.added", "order.archived")
        assert ids(lines_after(order.pk, rows[0].pk - 1, most=9, money=True)) == [row.pk for row in rows]
        assert ids(lines_after(order.pk, rows[0].pk - 1, most=9, money=False)) == [rows[3].pk]


def test_another_companys_log_is_empty(north, south):
    order = north.draft()
    with north.scope():
        tell(order, north.admin, "order.archived")
    with south.scope():
        assert lines_before(order.pk, None, most=9, money=True) == []
