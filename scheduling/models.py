"""Whose time is whose: hours, time off, skills, holds and appointments."""

from datetime import datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from companies.base import CompanyLink, CompanyManager, CompanyModel
from companies.models import Member
from orders.models import Order
from scheduling.spans import spoken
from services.models import Service

# A visit and what is reserved around it are bounded, so that "which of them touch this week" is one B-tree range.
LONGEST_VISIT = timedelta(hours=24)
LONGEST_RESERVATION = timedelta(hours=48)


class BookingRules(CompanyModel):
    """How the company lets its time be booked; one row a company. Minutes unless the name says otherwise."""

    lead_minutes = models.PositiveIntegerField(_("notice before a visit, minutes"), default=720)
    buffer_before = models.PositiveSmallIntegerField(
        _("free before a visit, minutes"), default=15, validators=[MaxValueValidator(480)]
    )
    buffer_after = models.PositiveSmallIntegerField(
        _("free after a visit, minutes"), default=15, validators=[MaxValueValidator(480)]
    )
    slot_step = models.PositiveSmallIntegerField(
        _("visits start every, minutes"), default=30, validators=[MinValueValidator(5), MaxValueValidator(240)]
    )
    horizon_days = models.PositiveSmallIntegerField(
        _("bookable days ahead"), default=30, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    hold_minutes = models.PositiveSmallIntegerField(
        _("a chosen time is held, minutes"), default=10, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company"], name="one_set_of_booking_rules"),
            models.CheckConstraint(condition=Q(slot_step__gte=5), name="slot_step_is_at_least_five_minutes"),
        ]


class WorkHours(CompanyModel):
    """When a photographer works, as wall-clock time of `time_zone`; weekday 0 is Monday."""

    member = CompanyLink(Member, models.CASCADE, related_name="work_hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), validators=[MaxValueValidator(6)])
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))

    class Meta:
        ordering: ClassVar = ["weekday", "starts"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "member", "weekday", "starts"], name="work_hours_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts"), weekday__lte=6), name="work_hours_end_later"),
        ]


class TimeOff(CompanyModel):
    """A stretch in which a photographer does not work."""

    member = CompanyLink(Member, models.CASCADE, related_name="time_off")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))
    reason = models.CharField(_("reason"), max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_at"]
        indexes: ClassVar = [models.Index(fields=["company", "ends_at", "member"], name="time_off_by_end")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="time_off_ends_later"),
        ]


class Skill(CompanyModel):
    """This photographer can do this service."""

    member = CompanyLink(Member, models.CASCADE, related_name="skills")
    service = CompanyLink(Service, models.CASCADE, related_name="skills")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "member", "service"], name="skill_once"),
        ]


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def live(self) -> "AppointmentQuerySet":
        return self.exclude(state=Appointment.State.CANCELLED)

    def planned(self) -> "AppointmentQuerySet":
        return self.filter(state=Appointment.State.PLANNED)


class Appointment(CompanyModel):
    """A visit to the property of an order."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")

    order = CompanyLink(Order, models.CASCADE, related_name="appointments")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CompanyManager.of(AppointmentQuerySet)

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["company", "starts_at"], name="appointment_by_start"),
            models.Index(fields=["company", "order", "starts_at"], name="appointment_of_order"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_ends_later"),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + LONGEST_VISIT), name="appointment_lasts_a_day_at_most"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "done", "cancelled"]), name="appointment_state_is_known"
            ),
        ]

    @property
    def zone(self) -> ZoneInfo:
        """The property's zone, in which the visit is shown and edited."""
        return ZoneInfo(self.time_zone)

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def minutes(self) -> int:
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)

    @property
    def spoken(self) -> str:
        """When it is, in words that stay true."""
        return spoken(self.starts_at, self.ends_at, self.zone)


class ReservationQuerySet(models.QuerySet["Reservation"]):
    def holds(self) -> "ReservationQuerySet":
        return self.filter(appointment=None)

    def expired(self, now: datetime) -> "ReservationQuerySet":
        return self.filter(expires_at__lte=now)

    def standing(self, now: datetime) -> "ReservationQuerySet":
        """Visits, and holds that have not run out."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now))

    def touching(self, starts: datetime, ends: datetime) -> "ReservationQuerySet":
        """Those that overlap the range; a B-tree range, as `&&` has no index below the wall."""
        return self.filter(ends_at__gt=starts, ends_at__lt=ends + LONGEST_RESERVATION, starts_at__lt=ends)


class Reservation(CompanyModel):
    """Time of one person that is taken: held for a draft until `expires_at`, or by an appointment.

    `during` is the job with its buffers, half open; two of one person never overlap.
    """

    member = CompanyLink(Member, models.PROTECT, related_name="reservations")
    order = CompanyLink(Order, models.CASCADE, related_name="reservations")
    appointment = CompanyLink(Appointment, models.CASCADE, null=True, blank=True, related_name="people")
    job_starts_at = models.DateTimeField()
    job_ends_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    during = models.GeneratedField(
        expression=Func(F("starts_at"), F("ends_at"), models.Value("[)"), function="tstzrange"),
        output_field=DateTimeRangeField(),
        db_persist=True,
    )
    expires_at = models.DateTimeField(null=True, blank=True)
    short_buffer_reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CompanyManager.of(ReservationQuerySet)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["company", "member", "ends_at"], name="reservation_of_member"),
            models.Index(fields=["company", "ends_at"], name="reservation_by_end"),
            models.Index(fields=["expires_at"], condition=Q(expires_at__isnull=False), name="hold_by_expiry"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="two_reservations_of_one_person_never_overlap",
                expressions=[("company", "="), ("member", "="), ("during", "&&")],
                violation_error_message=_("That time was just taken."),
            ),
            models.CheckConstraint(
                condition=Q(
                    ends_at__gt=F("starts_at"),
                    job_ends_at__gt=F("job_starts_at"),
                    starts_at__lte=F("job_starts_at"),
                    ends_at__gte=F("job_ends_at"),
                ),
                name="reservation_holds_its_whole_job",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + LONGEST_RESERVATION),
                name="reservation_lasts_two_days_at_most",
            ),
            models.UniqueConstraint(
                fields=["company", "order"], condition=Q(appointment=None), name="one_hold_per_order"
            ),
            models.CheckConstraint(
                condition=Q(appointment=None, expires_at__isnull=False) | Q(appointment__isnull=False, expires_at=None),
                name="reservation_is_a_hold_or_a_visit",
            ),
        ]

    @property
    def is_hold(self) -> bool:
        return self.appointment_id is None

    @property
    def minutes(self) -> int:
        """How long the job is, without buffers."""
        return (self.job_ends_at - self.job_starts_at) // timedelta(minutes=1)
