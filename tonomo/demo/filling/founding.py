"""Making a demo company: its people, its catalogue, its time; by the product's own actions where there are any."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from companies.actions import create_company, publish_legal
from companies.actions.founding import sample
from companies.models import Company, LegalVersion, Member, Tax
from companies.scope import company_scope
from core.actor import CLOCK
from core.ledger import record
from customers.models import Brokerage, Customer
from invoicing.models import Gateway
from orders.models import Stage, Status
from scheduling.models import Skill, TimeOff, WorkHours
from services.models import (
    AddOnLink,
    Category,
    ChecklistTemplateItem,
    Package,
    PackageItem,
    PackageTier,
    Service,
    ServiceTier,
)
from tonomo.demo import pictures
from tonomo.demo.card_accounts import card_account
from tonomo.demo.content import shapes
from tonomo.demo.content.people import MORE_FIRST_NAMES, MORE_LAST_NAMES, WEEKDAYS
from tonomo.demo.filling.cast import Agent, Cast, Person
from tonomo.demo.filling.diary import Worker

PASSWORD = "demo-password"  # noqa: S105 the contract prints it
TONES = ("teal", "blue", "violet", "orange", "green", "pink", "amber", "red")
SINCE = timedelta(days=500)
"""How long everybody has been here."""
WITHOUT_ACCOUNT = 1
"""So many of the customers, the last ones, booked as guests and have no account yet."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What orders stand on: the ids of what the company has."""

    company: Company
    content: shapes.Company
    cast: Cast
    statuses: dict[str, Status]
    stages: dict[str, Stage]
    services: dict[str, int]
    packages: dict[str, int]
    legal: tuple[LegalVersion, ...]
    may_work: int


def found(content: shapes.Company) -> Company:
    """Make the company with everything but orders."""
    owner = content.members[0]
    company = create_company(
        name=content.name,
        slug=content.subdomain,
        owner_email=owner.email,
        owner_name=owner.name,
        by=CLOCK,
        time_zone=content.time_zone,
    )
    company.email, company.phone, company.brand_colour = content.email, content.phone, content.brand
    company.address = f"{content.street}\n{content.city}, {content.state} {content.postal_code}"
    company.invoice_footer = "Thank you for your business. Pay by card on the link, by transfer, or by check."
    company.save(update_fields=["email", "phone", "brand_colour", "address", "invoice_footer"])
    with company_scope(company.pk):
        Tax.objects.update(name=content.tax_name, percent=content.tax_percent)
        members = _hire(content.members)
        services = _offer(content)
        _teach(content, members, services)
        _welcome(content)
        _publish(company)
        account = card_account(content.subdomain)
        Gateway.objects.create(secret_key=account.key, webhook_secret=account.webhook_secret, is_active=True)
        for model in (Member, Customer):
            model.objects.update(created_at=timezone.now() - SINCE)
    return company


def _publish(company: Company) -> None:
    """The sample texts of the legal pages as the company's own."""
    owner = Member.objects.select_related("user").get(role=Member.Role.OWNER)
    for page in LegalVersion.Page:
        publish_legal(company, page=page, body=sample(page, company), by=owner.as_actor)


def _people(people: list[tuple[str, str, str]]) -> dict[str, User]:
    """Accounts with proven addresses, all with the same password, by e-mail."""
    secret = _secret()
    made = User.objects.bulk_create(
        User(email=email, name=name, phone=phone, password=secret) for email, name, phone in people
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in made
    )
    return {user.email: user for user in made}


@cache
def _secret() -> str:
    """The password as it is kept: the same for all, as making it is slow on purpose."""
    return make_password(PASSWORD)


def _hire(members: tuple[shapes.Member, ...]) -> dict[str, Member]:
    """Everybody who works here, by e-mail; the owner is there already."""
    owner = Member.objects.select_related("user").get()
    owner.job_roles = list(members[0].jobs)
    owner.save(update_fields=["job_roles"])
    User.objects.filter(pk=owner.user_id).update(password=_secret(), phone=members[0].phone)
    users = _people([(one.email, one.name, one.phone) for one in members[1:]])
    hired = {members[0].email: owner}
    for place, one in enumerate(members[1:], start=1):
        member = Member.objects.create(
            user=users[one.email], role=one.role, job_roles=list(one.jobs), tone=TONES[place % len(TONES)]
        )
        record(
            "member.joined",
            on=member,
            by=member.as_actor,
            member=member.name,
            role=str(member.get_role_display()),
        )
        hired[one.email] = member
    return hired


def _offer(content: shapes.Company) -> dict[str, Service]:
    """The catalogue: services by key."""
    names = list(dict.fromkeys(one.category for one in content.services))
    categories = {name: Category.objects.create(name=name, position=place) for place, name in enumerate(names, start=1)}
    made: dict[str, Service] = {}
    for place, one in enumerate(content.services, start=1):
        service = Service(
            name=one.name,
            category=categories[one.category],
            kind=one.kind,
            description=f"{one.tagline}\n\n{one.description}\n\nReady: {one.turnaround[0].lower()}{one.turnaround[1:]}.",
            needs_visit=any(tier.minutes for tier in one.tiers),
            notes_template=one.note_template,
            is_active=True,
            position=place,
        )
        service.picture.save(f"{one.picture}.png", ContentFile(pictures.draw(one.picture)), save=False)
        service.save()
        made[one.key] = service
    ServiceTier.objects.bulk_create(
        ServiceTier(service=made[one.key], up_to=tier.up_to, price=tier.price, minutes=tier.minutes)
        for one in content.services
        for tier in one.tiers
    )
    ChecklistTemplateItem.objects.bulk_create(
        ChecklistTemplateItem(service=made[one.key], text=text, position=place)
        for one in content.services
        for place, text in enumerate(one.checklist, start=1)
    )
    AddOnLink.objects.bulk_create(
        AddOnLink(add_on=made[one.key], core=made[key]) for one in content.services for key in one.beside
    )
    _bundle(content.packages, made)
    return made


def _bundle(packages: tuple[shapes.Package, ...], services: dict[str, Service]) -> None:
    for place, one in enumerate(packages, start=1):
        package = Package(name=one.name, description=one.description, is_active=True, position=place)
        package.picture.save(f"{one.picture}.png", ContentFile(pictures.draw(one.picture)), save=False)
        package.save()
        PackageItem.objects.bulk_create(
            PackageItem(package=package, service=services[key], position=at)
            for at, key in enumerate(one.services, start=1)
        )
        PackageTier.objects.bulk_create(
            PackageTier(package=package, up_to=up_to, price=price) for up_to, price in one.prices
        )


def _teach(content: shapes.Company, members: dict[str, Member], services: dict[str, Service]) -> None:
    """Skills, hours and time off."""
    for one in content.members:
        _give_hours(members[one.email], one.hours)
        Skill.objects.bulk_create(
            Skill(member=members[one.email], service=services[service.key])
            for service in content.services
            if one.hours and service.skills and set(service.skills) <= set(one.skills)
        )


def _give_hours(member: Member, hours: tuple[shapes.Hours, ...]) -> None:
    WorkHours.objects.bulk_create(
        WorkHours(member=member, weekday=day, starts=time(start // 60, start % 60), ends=time(end // 60, end % 60))
        for day, start, end in hours
    )


def _welcome(content: shapes.Company) -> None:
    """Brokerages and customers, with accounts for those who have one."""
    offices = {
        one.key: Brokerage.objects.create(
            name=one.name,
            email=f"office@{one.domain}",
            phone=one.phone,
            address=f"{one.street}\n{one.city}, {one.state} {one.postal_code}",
        )
        for one in content.brokerages
    }
    notes = {one.key: one.note for one in content.brokerages}
    with_account = content.customers[: len(content.customers) - WITHOUT_ACCOUNT]
    users = _people([(one.email, one.name, one.phone) for one in with_account])
    for one in content.customers:
        customer = Customer.objects.create(
            user=users.get(one.email),
            name=one.name,
            email=one.email,
            phone=one.phone,
            brokerage=offices.get(one.brokerage),
            is_priority=one.priority,
            preferences=one.preferences,
            private_notes=one.notes or notes.get(one.brokerage, ""),
        )
        record("customer.created", on=customer, by=CLOCK, customer=customer.name)


def give_time_off(today: date, content: shapes.Company) -> None:
    """Some days on which some of the photographers are away, so that the schedule shows it."""
    away = (
        ("Aoife Gallagher", 12, 17, "Vacation"),
        ("Samir Haddad", 4, 5, "Dentist"),
        ("Kai Nakoa", 8, 10, "Vacation"),
    )
    for name, first, last, reason in away:
        member = Member.objects.filter(user__name=name).first()
        if member is not None:
            TimeOff.objects.create(
                member=member,
                starts_at=_midnight(today + timedelta(days=first), content),
                ends_at=_midnight(today + timedelta(days=last), content),
                reason=reason,
            )


def hire_more(count: int) -> None:
    """Further photographers for a company with more work; they can do everything."""
    names = [f"{first} {last}" for last in MORE_LAST_NAMES for first in MORE_FIRST_NAMES]
    have = Member.objects.filter(user__email__startswith="crew").count()
    wanted = [(f"crew{place + 1}@demo.test", names[place % len(names)], "") for place in range(have, have + count)]
    users = _people(wanted)
    services = list(Service.objects.filter(needs_visit=True))
    for place, (email, _name, _phone) in enumerate(wanted):
        member = Member.objects.create(
            user=users[email], role="staff", job_roles=["photographer"], tone=TONES[place % len(TONES)]
        )
        _give_hours(member, WEEKDAYS)
        Skill.objects.bulk_create(Skill(member=member, service=service) for service in services)


def ground_of(company: Company, content: shapes.Company) -> Ground:
    """What orders stand on, read from the tables of the company in force."""
    return Ground(
        company=company,
        content=content,
        cast=_cast_of(content),
        statuses={kind: Status.objects.of_kind(kind) for kind in Status.PRIMARY_OF},
        stages={phase: Stage.objects.of_phase(phase) for phase in Stage.Phase.values},
        services={one.key: Service.objects.get(name=one.name).pk for one in content.services},
        packages={one.key: Package.objects.get(name=one.name).pk for one in content.packages},
        legal=tuple(LegalVersion.objects.order_by("page", "-number").distinct("page")),
        may_work=Permission.objects.get(content_type__app_label="orders", codename="work_on_order").pk,
    )


def _cast_of(content: shapes.Company) -> Cast:
    members = list(Member.objects.select_related("user").order_by("id"))
    person = {one.pk: Person(one.pk, one.user_id, one.name) for one in members}
    known = {one.email: one for one in content.members}
    return Cast(
        office=tuple(person[one.pk] for one in members if one.role in ("owner", "admin")),
        managers=tuple(person[one.pk] for one in members if "project_manager" in one.job_roles),
        editors=tuple(person[one.pk] for one in members if {"photo_editor", "video_editor"} & set(one.job_roles))
        or tuple(person[one.pk] for one in members if "photographer" in one.job_roles),
        photographers={one.pk: person[one.pk] for one in members if "photographer" in one.job_roles},
        workers=tuple(_worker(one, known, content) for one in members if "photographer" in one.job_roles),
        agents=tuple(
            Agent(
                one.pk,
                one.name,
                one.email,
                one.phone,
                one.brokerage.name if one.brokerage else "",
                one.brokerage.address if one.brokerage else "",
            )
            for one in Customer.objects.select_related("brokerage").order_by("id")
        ),
    )


def _worker(member: Member, known: dict[str, shapes.Member], content: shapes.Company) -> Worker:
    """As the diary plans with them; whoever is not in the content was hired for everything."""
    one = known.get(member.user.email)
    away = frozenset(
        row.starts_at.astimezone(ZoneInfo(content.time_zone)).date() + timedelta(days=day)
        for row in member.time_off.all()
        for day in range((row.ends_at - row.starts_at).days)
    )
    return Worker(
        member.pk,
        frozenset(one.skills if one else content.skills),
        {day: (start, end) for day, start, end in (one.hours if one else WEEKDAYS)},
        away,
    )


def _midnight(day: date, content: shapes.Company) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(content.time_zone))
