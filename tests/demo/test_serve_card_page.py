import pytest
from django.core.management import CommandError, call_command

from tonomo.demo.card_accounts import card_account


def test_the_card_page_is_refused_in_production(settings):
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError, match="not served in production"):
        call_command("serve_card_page")


def test_the_demo_companies_have_accounts_of_their_own(settings):
    settings.BASE_HOST, settings.PUBLIC_PORT = "localhost", "8000"
    ours, theirs = card_account("demo"), card_account("rival")
    assert (ours.webhook_url, theirs.webhook_url) == (
        "http://demo.localhost:8000/hooks/stripe/",
        "http://rival.localhost:8000/hooks/stripe/",
    )
    assert (ours.name, ours.key.startswith("sk_test_"), ours.webhook_secret.startswith("whsec_")) == (
        "Lakeshore Media",
        True,
        True,
    )
    assert len({ours.key, theirs.key, ours.webhook_secret, theirs.webhook_secret}) == 4
    assert card_account("demo") == ours
