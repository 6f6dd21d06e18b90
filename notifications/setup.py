"""What this app adds to the company's settings."""

from django.utils.translation import gettext_lazy as _

from companies.settings_pages import CUSTOMERS, WORK, settings_page

settings_page(
    "email",
    group=CUSTOMERS,
    title=_("E-mail"),
    text=_("In whose name mail leaves, and whether mailboxes believe it."),
    url="/settings/email/",
    icon="mail",
    words=_("sender from reply spf dkim dmarc dns domain bounce postmark mailgun resend smtp"),
    at=30,
)

settings_page(
    "texts",
    group=CUSTOMERS,
    title=_("Texts"),
    text=_("The number that text messages leave from."),
    url="/settings/texts/",
    icon="phone",
    words=_("sms twilio message stop"),
    at=32,
)
settings_page(
    "templates",
    group=CUSTOMERS,
    title=_("Templates"),
    text=_("What your e-mails and texts to customers say, in which languages, and when they are sent"),
    url="/settings/templates/",
    icon="mail",
    words=_(
        "email letter reminder confirmation receipt invoice welcome follow-up message wording language translation sms"
    ),
    at=25,
)

settings_page(
    "slack",
    group=WORK,
    title=_("Slack"),
    text=_("Post what happens to orders to a channel of your team."),
    url="/settings/slack/",
    icon="chat",
    words=_("channel webhook bot notify"),
    at=60,
)
