"""Handing a message to Slack with Slack's own library: by an incoming webhook, or as a bot."""

from typing import Final

from django.conf import settings
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from notifications.models.slack import SlackPlace

SECONDS: Final = 10
OK, LIMITED, FIRST_OF_THE_SERVER = 200, 429, 500
LATER: Final = {
    "ratelimited",
    "rate_limited",
    "internal_error",
    "fatal_error",
    "service_unavailable",
    "request_timeout",
}
IN_WORDS: Final = {
    "no_service": "no_service: the webhook was switched off in Slack",
    "not_in_channel": "not_in_channel: invite the bot to the channel",
    "channel_not_found": "channel_not_found: there is no such channel, or the bot may not see it",
    "invalid_auth": "invalid_auth: the token is not valid any more",
}


class NotTaken(Exception):
    """Slack did not take it. `for_good`: and never will."""

    def __init__(self, words: str, *, for_good: bool) -> None:
        super().__init__(IN_WORDS.get(words, words))
        self.for_good = for_good


def is_of_slack(webhook: str) -> bool:
    """Whether an address is one that we may post to: companies choose it, so it is Slack's or nobody's."""
    return webhook.startswith(settings.SLACK_WEBHOOK_ROOT)


def deliver(text: str, place: SlackPlace) -> None:
    """Post the text. Raises NotTaken."""
    try:
        if place.webhook:
            _by_webhook(text, place.webhook)
        else:
            client = WebClient(place.token, base_url=settings.SLACK_API_BASE, timeout=SECONDS)
            client.chat_postMessage(channel=place.channel, text=text, unfurl_links=False, unfurl_media=False)
    except SlackApiError as error:
        said = str(error.response.get("error", error) if isinstance(error.response.data, dict) else error)
        is_later = said in LATER or error.response.status_code >= FIRST_OF_THE_SERVER
        raise NotTaken(said, for_good=not is_later and error.response.status_code != LIMITED) from error
    except (SlackClientError, OSError, ValueError) as error:
        raise NotTaken(str(error) or repr(error), for_good=False) from error


def _by_webhook(text: str, webhook: str) -> None:
    if not is_of_slack(webhook):
        raise NotTaken("The webhook is no address of Slack.", for_good=True)
    answer = WebhookClient(webhook, timeout=SECONDS).send(text=text, unfurl_links=False, unfurl_media=False)
    if answer.status_code != OK:
        is_later = answer.status_code == LIMITED or answer.status_code >= FIRST_OF_THE_SERVER
        raise NotTaken(answer.body.strip()[:200] or str(answer.status_code), for_good=not is_later)
