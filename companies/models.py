"""The company (the tenant), the people who work for it, and what it decides for itself."""

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.base import CompanyLink, CompanyManager, CompanyModel
from companies.capabilities import OF_ROLE, Can
from core.actor import Actor, ActorKind
from core.constraints import AppendOnly

TONES = ["grey", "blue", "teal", "green", "amber", "orange", "red", "violet", "pink"]


def new_token() -> str:
    """A link that cannot be guessed: 256 bits, safe in a URL."""
    return secrets.token_urlsafe(32)


class Company(models.Model):
    """One real-estate media company. Everything else hangs on it and never crosses it."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    address = models.TextField(_("address"), blank=True, help_text=_("As it stands on your invoices."))
    time_zone = models.CharField(_("time zone"), max_length=64, default="America/Chicago")
    currency = models.CharField(
        _("currency"),
        max_length=3,
        default="USD",
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three letters, such as USD."))],
    )
    language = models.CharField(_("language"), max_length=12, default="en")
    other_languages = ArrayField(
        models.CharField(max_length=12), verbose_name=_("further languages of letters"), default=list, blank=True
    )
    brand_colour = models.CharField(
        _("brand colour"),
        max_length=7,
        default="#1f5fd6",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("A colour such as #1f5fd6."))],
    )
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    shows_carts = models.BooleanField(_("customers see their drafts in the cart"), default=True)
    payment_terms_days = models.PositiveSmallIntegerField(
        _("days to pay"), default=14, validators=[MaxValueValidator(365)]
    )
    invoice_footer = models.TextField(_("text under invoices"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def languages(self) -> list[str]:
        """Everything its letters can speak, the main language first."""
        return [self.language, *(code for code in self.other_languages if code != self.language)]


class Host(CompanyModel):
    """A name under which the company is reached; the first one made is its address in e-mails."""

    name = models.CharField(_("host"), max_length=253)
    is_primary = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("name"), name="one_company_per_host"),
            models.UniqueConstraint(fields=["company"], condition=models.Q(is_primary=True), name="one_primary_host"),
        ]

    def __str__(self) -> str:
        return self.name


class Counter(CompanyModel):
    """The last number of a series. Locked when the next one is taken, so a series has no number twice."""

    series = models.CharField(max_length=40)
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "series"], name="one_counter_per_series"),
        ]


class MemberQuerySet(models.QuerySet["Member"]):
    def active(self) -> "MemberQuerySet":
        return self.filter(is_active=True)

    def with_job(self, job: str) -> "MemberQuerySet":
        return self.filter(job_roles__contains=[job])

    def by_name(self) -> "MemberQuerySet":
        return self.select_related("user").order_by("user__name", "id")


class Member(CompanyModel):
    """A person inside one company: what they may do there, and as what they work."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        ADMIN = "admin", _("Admin")
        STAFF = "staff", _("Staff")
        CONTRACTOR = "contractor", _("Contractor")

    class Job(models.TextChoices):
        PROJECT_MANAGER = "project_manager", _("Project manager")
        PHOTOGRAPHER = "photographer", _("Photographer")
        PHOTO_EDITOR = "photo_editor", _("Photo editor")
        VIDEO_EDITOR = "video_editor", _("Video editor")
        COORDINATOR = "coordinator", _("Operations coordinator")
        ACCOUNTING = "accounting", _("Accounting")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    job_roles = ArrayField(
        models.CharField(max_length=20, choices=Job), verbose_name=_("works as"), default=list, blank=True
    )
    tone = models.CharField(max_length=8, default="blue")
    preferences = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    signed_in_at = models.DateTimeField(null=True, blank=True)

    objects = CompanyManager.of(MemberQuerySet)
    everywhere: ClassVar[models.Manager["Member"]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "user"], name="one_membership_per_person"),
            models.CheckConstraint(condition=models.Q(role__in=list(OF_ROLE)), name="member_has_a_known_role"),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def name(self) -> str:
        return str(self.user)

    @property
    def can(self) -> frozenset[Can]:
        """Everything this member may do in the company."""
        return OF_ROLE[self.role] if self.is_active else frozenset()

    @property
    def as_actor(self) -> Actor:
        return Actor(ActorKind.MEMBER, self.name, self.pk)

    def works_as(self, job: str) -> bool:
        return job in self.job_roles

    @property
    def job_names(self) -> list[Any]:
        return [self.Job(job).label for job in self.job_roles]


class Invitation(CompanyModel):
    """A place in the team, offered by e-mail to somebody who need not have an account yet."""

    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=12, choices=Member.Role, default=Member.Role.STAFF)
    job_roles = ArrayField(
        models.CharField(max_length=20, choices=Member.Job), verbose_name=_("works as"), default=list, blank=True
    )
    token = models.CharField(max_length=64, unique=True, default=new_token)
    invited_by = CompanyLink(Member, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "company",
                Lower("email"),
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_per_email",
            ),
        ]

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def job_names(self) -> list[Any]:
        return [Member.Job(job).label for job in self.job_roles]


class OpeningHours(CompanyModel):
    """When the company works, as local wall-clock time; weekday 0 is Monday."""

    weekday = models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)])
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        ordering: ClassVar = ["weekday", "opens"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(closes__gt=models.F("opens")), name="opening_hours_end_later"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="opening_hours_have_a_weekday"),
            models.UniqueConstraint(fields=["company", "weekday", "opens"], name="opening_hours_once"),
        ]


class Tax(CompanyModel):
    """The tax that goes on what the company sells; the default one is taken by new orders."""

    name = models.CharField(_("name"), max_length=60)
    percent = models.DecimalField(
        _("percent"), max_digits=6, decimal_places=3, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    is_included = models.BooleanField(_("prices include it"), default=False)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company"], condition=models.Q(is_default=True), name="one_default_tax"),
            models.CheckConstraint(condition=models.Q(percent__gte=0, percent__lte=100), name="tax_is_a_percentage"),
        ]

    @property
    def rate(self) -> str:
        """The percentage without needless zeros: 6.25."""
        return f"{self.percent.normalize():f}"


class LegalVersion(CompanyModel):
    """One published text of a legal page; a new text is a new version, the old one stays as it was."""

    class Page(models.TextChoices):
        TERMS = "terms", _("Terms of service")
        CANCELLATION = "cancellation", _("Cancellation policy")
        PRIVACY = "privacy", _("Privacy policy")

    page = models.CharField(_("page"), max_length=16, choices=Page)
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=12, default="en")
    body = models.TextField(_("text"))
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["page", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "page", "language", "number"], name="legal_version_once"),
            AppendOnly(name="legal_version_is_never_changed"),
        ]

    @property
    def title(self) -> Any:
        return self.Page(self.page).label
