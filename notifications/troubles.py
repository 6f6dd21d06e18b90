"""Addresses that take no mail: reads for their page and for a customer's own."""

from datetime import timedelta

from django.utils import timezone

from notifications.models import Mail, SlackPost, Suppression, Text, TextConsent

DAYS = 30
MOST = 100


def suppressed() -> list[Suppression]:
    """Addresses that take no mail now."""
    return list(Suppression.objects.in_force()[:MOST])


def suppression_of(address: str) -> Suppression | None:
    return Suppression.objects.in_force().of_address(address).first()


def mails_kept_back() -> list[Mail]:
    """Mails of late that stayed here because their reader's address takes none, the newest first."""
    since = timezone.now() - timedelta(days=DAYS)
    return list(Mail.objects.kept_back().filter(created_at__gte=since).defer("text", "html")[:MOST])


def consent_of(number: str) -> TextConsent | None:
    """What the owner of a number said about texts."""
    return TextConsent.objects.of_number(number).first() if number else None


def texts_in_trouble() -> list[Text]:
    """Texts of late that did not leave or did not arrive, the newest first."""
    since = timezone.now() - timedelta(days=DAYS)
    return list(
        Text.objects.exclude(last_error="").exclude(state=Text.State.WAITING).filter(created_at__gte=since)[:MOST]
    )


def posts_in_trouble() -> list[SlackPost]:
    """Messages of late that Slack has not taken, the newest first."""
    since = timezone.now() - timedelta(days=DAYS)
    return list(SlackPost.objects.exclude(last_error="").filter(created_at__gte=since)[:MOST])
