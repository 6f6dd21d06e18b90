"""The cast: two companies, north and south, each with the same people; whoever belongs to south is a stranger in north.

Everybody is made when first named, so a test pays only for whom it uses.
"""

import itertools
from contextlib import contextmanager
from datetime import time
from decimal import Decimal
from functools import cached_property
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from companies.hosts import forget_hosts
from companies.models import Company, Host, LegalVersion, Member, OpeningHours, Tax
from companies.scope import company_scope
from core.actor import CLOCK
from core.ledger import record
from customers.models import Customer
from orders import actions as order_actions
from orders.models import Order, Stage, Status
from services.models import Category, Package, PackageItem, PackageTier, Service, ServiceTier

LOGIN = "companies.backends.PeopleBackend"
numbers = itertools.count(1)


class World:
    """One company with its people, and builders that make what a test names and nothing else."""

    def __init__(self, slug, *, time_zone="America/Chicago"):
        self.slug = slug
        self.host = f"{slug}.localhost"
        self.company = Company.objects.create(
            name=f"{slug.title()} Media", slug=slug, email=f"office@{slug}.test", time_zone=time_zone
        )
        with self.scope():
            Host.objects.create(name=self.host, is_primary=True)
            Tax.objects.create(name="Sales tax", percent=Decimal(10), is_default=True)
            LegalVersion.objects.create(page="terms", number=1, body="Be kind.", published_by="Owner")
            LegalVersion.objects.create(page="cancellation", number=1, body="A day before.", published_by="Owner")
            OpeningHours.objects.bulk_create(
                OpeningHours(weekday=day, opens=time(9), closes=time(17)) for day in range(5)
            )
            record("company.created", on=self.company, by=CLOCK, company=self.company.name)

    @contextmanager
    def scope(self):
        with company_scope(self.company.pk):
            yield self

    # people ---------------------------------------------------------------------------------------------------------
    def member(self, name, role="staff", *jobs):
        with self.scope():
            user = User.objects.create(email=f"{name.split()[0].lower()}{next(numbers)}@{self.slug}.test", name=name)
            return Member.objects.create(user=user, role=role, job_roles=list(jobs))

    def customer(self, name, *, with_account=True):
        with self.scope():
            email = f"{name.split()[0].lower()}{next(numbers)}@agents.test"
            user = User.objects.create(email=email, name=name) if with_account else None
            return Customer.objects.create(name=name, email=email, phone="+13125550100", user=user)

    @cached_property
    def owner(self):
        return self.member("Olive Owner", "owner")

    @cached_property
    def admin(self):
        return self.member("Ada Admin", "admin", "project_manager")

    @cached_property
    def coordinator(self):
        return self.member("Cora Coordinator", "staff", "project_manager", "coordinator")

    @cached_property
    def photographer(self):
        return self.member("Phil Photographer", "staff", "photographer")

    @cached_property
    def editor(self):
        return self.member("Edda Editor", "staff", "photo_editor")

    @cached_property
    def contractor(self):
        return self.member("Conny Contractor", "contractor", "photographer")

    @cached_property
    def agent(self):
        return self.customer("Agnes Agent")

    @cached_property
    def other_agent(self):
        return self.customer("Otto Other")

    def client(self, person=None):
        """A browser on this company's host, signed in as a member, a customer or nobody."""
        client = Client(headers={"host": self.host})
        if person is not None:
            client.force_login(person.user, backend=LOGIN)
        return client

    # things ---------------------------------------------------------------------------------------------------------
    def status(self, kind):
        with self.scope():
            return Status.objects.of_kind(kind)

    def stage(self, phase):
        with self.scope():
            return Stage.objects.of_phase(phase)

    @cached_property
    def category(self):
        with self.scope():
            return Category.objects.create(name="Photography")

    def service(self, name=None, *, price="100.00", minutes=60, kind="core", tiers=None, **fields):
        """A service; without `tiers` (up_to, price, minutes) it has one flat price."""
        with self.scope():
            service = Service.objects.create(
                name=name or f"Photos {next(numbers)}", category=self.category, kind=kind, is_active=True, **fields
            )
            for up_to, tier_price, tier_minutes in tiers or [(None, price, minutes)]:
                ServiceTier.objects.create(
                    service=service, up_to=up_to, price=Decimal(tier_price), minutes=tier_minutes
                )
            return service

    def package(self, *services, name=None, price="150.00"):
        with self.scope():
            package = Package.objects.create(name=name or f"Package {next(numbers)}", is_active=True)
            PackageTier.objects.create(package=package, price=Decimal(price))
            PackageItem.objects.bulk_create(
                PackageItem(package=package, service=service, position=at) for at, service in enumerate(services)
            )
            return package

    def draft(self, *, customer=None, services=(), packages=(), street="233 S Wacker Dr", by=None):
        """A draft with an address; with services it has a price."""
        with self.scope():
            by = by or CLOCK
            order = order_actions.create_draft(channel="online", by=by, client_id=uuid4(), customer=customer)
            order = order_actions.set_property(
                order, street=street, city="Chicago", state="IL", postal_code="60606", square_feet=2000, by=by
            )
            if services or packages:
                order = order_actions.choose(order, services=services, packages=packages, by=by)
            return order

    def order(self, *, customer=None, services=None, packages=(), status=None, **draft):
        """A commissioned order of `customer` (the agent) with one service, or with those named."""
        services = [self.service()] if services is None and not packages else services or ()
        draft = self.draft(customer=customer or self.agent, services=services, packages=packages, **draft)
        with self.scope():
            order = order_actions.commission(draft, how="checkout", by=CLOCK)
            if status:
                order = order_actions.change_status(order, self.status(status), by=CLOCK)
            return Order.objects.select_related("status", "customer").get(pk=order.pk)


@pytest.fixture
def north(request, db):
    forget_hosts()
    yield World(slug("north", request))
    forget_hosts()


@pytest.fixture
def south(request, db):
    forget_hosts()
    yield World(slug("south", request), time_zone="America/Los_Angeles")
    forget_hosts()


def slug(name, request):
    """The name; on the served site, which remembers hosts for some seconds, one that no earlier test has used."""
    return f"{name}{next(numbers)}" if "site" in request.fixturenames else name
