"""In whose name a company's mail leaves."""

from dataclasses import dataclass
from typing import Any, ClassVar

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.base import CompanyModel
from core.secrets import SecretText

DKIM_BITS = 2048


def new_dkim_key() -> str:
    """A private key of the kind every mailbox can check."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=DKIM_BITS)
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain).decode()


@dataclass(frozen=True, slots=True)
class From:
    """What stands in a mail under From and Reply-To."""

    name: str
    address: str
    reply_to: str


class Sender(CompanyModel):
    """The company's own sender. Until its domain is proven, mail leaves from the address of the installation."""

    class Provider(models.TextChoices):
        SMTP = "smtp", _("Our mail server")
        POSTMARK = "postmark", "Postmark"
        MAILGUN = "mailgun", "Mailgun"
        MAILGUN_EU = "mailgun_eu", "Mailgun (EU)"
        RESEND = "resend", "Resend"
        SENDGRID = "sendgrid", "SendGrid"

    name = models.CharField(_("name"), max_length=120, blank=True)
    address = models.EmailField(_("from address"), blank=True)
    reply_to = models.EmailField(_("answers go to"), blank=True)
    selector = models.SlugField(max_length=60)
    provider = models.CharField(_("how it is sent"), max_length=12, choices=Provider, default=Provider.SMTP)
    provider_key = SecretText(blank=True)
    provider_selector = models.SlugField(_("name of the DKIM record"), max_length=60, blank=True)
    signing_key = SecretText(blank=True)
    hook_secret = SecretText(blank=True)
    dkim_key = SecretText(default=new_dkim_key)
    findings = models.JSONField(default=list)
    checked_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company"], name="one_sender_per_company"),
            models.CheckConstraint(
                condition=models.Q(verified_at=None) | ~models.Q(address=""), name="verified_sender_has_an_address"
            ),
        ]

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2].lower()

    @property
    def has_provider(self) -> bool:
        return self.provider != self.Provider.SMTP

    @property
    def leaves_by(self) -> str:
        """The provider that takes the company's mail now; until the domain is proven that is our own server."""
        return self.provider if self.is_verified else self.Provider.SMTP

    @property
    def provider_name(self) -> str:
        return str(self.Provider(self.provider).label)

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None

    def seen_as(self, company: Any, fallback: str) -> From:
        """Name and addresses of mail that leaves now; `fallback` is the address of the installation."""
        address = self.address if self.is_verified else fallback
        return From(self.name or company.name, address, self.reply_to or company.email)
