import pytest
from django.db import connection, transaction

from companies.scope import company_scope
from tests.counting import Statements


def ask():
    with connection.cursor() as cursor:
        cursor.execute("select 1")


def test_frames_of_transactions_are_not_counted_and_the_company_is(north):
    with Statements() as seen, company_scope(north.company.pk), transaction.atomic():
        ask()
    assert [query["sql"] for query in seen] == [
        f"SELECT set_config('app.company_id', '{north.company.pk}', true)",
        "select 1",
    ]


@pytest.mark.django_db
def test_one_more_than_allowed_is_told_with_its_words():
    with pytest.raises(AssertionError, match="2 statements, not 1:\nselect 1\nselect 1"), Statements(at_most=1):
        ask()
        ask()
