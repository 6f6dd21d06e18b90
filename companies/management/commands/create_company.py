"""Make a company from the command line."""

import getpass
from argparse import ArgumentParser
from typing import Any, override

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from accounts.models import User
from accounts.queries import person_of
from companies import actions
from companies.forms.zones import CURRENCIES
from companies.links import own_host, root_of
from companies.naming import clean_host, clean_slug, clean_time_zone, slug_for
from companies.refusals import HostTaken, SlugTaken
from core.actor import Actor, ActorKind


class Command(BaseCommand):
    help = "Makes a company with its address, owner, hours, tax and sample legal pages, and says where to go on."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help='its name, such as "Lakeshore Media"')
        parser.add_argument("--owner-email", required=True, help="who runs it; an account with this e-mail is used")
        parser.add_argument("--owner-name", default="", help="how the owner is called; asked for a new account")
        parser.add_argument("--slug", default="", help="short name before our domain; made of the name if not given")
        parser.add_argument("--host", default="", help="the address; SLUG.TONOMO_BASE_HOST if not given")
        parser.add_argument("--time-zone", default="America/Chicago", help="such as America/Chicago")
        parser.add_argument("--currency", default="USD", help="such as USD")
        parser.add_argument(
            "--password", action="store_true", help="ask for a password; without, the owner sets one by e-mail"
        )

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        given = self._checked(options)
        try:
            company = actions.create_company(by=Actor(ActorKind.INTEGRATION, "manage.py"), **given)
        except (SlugTaken, HostTaken) as refusal:
            raise CommandError(str(refusal)) from None
        root = root_of(given["host"] or own_host(company))
        self.stdout.write(self.style.SUCCESS(f"{company.name} is at {root}/"))
        if given["password"] is None and not _has_password(given["owner_email"]):
            self.stdout.write(f"The owner sets a password at {root}/accounts/password/reset/")

    def _checked(self, options: dict[str, Any]) -> dict[str, Any]:
        """What the action takes, or a CommandError that names the option."""
        known = person_of(options["owner_email"])
        if known is None and not options["owner_name"].strip():
            raise CommandError(
                "--owner-name: there is no account with this e-mail yet, so say how the owner is called."
            )
        if options["currency"] not in dict(CURRENCIES):
            raise CommandError(f"--currency: one of {', '.join(code for code, _name in CURRENCIES)}.")
        return {
            "name": options["name"].strip(),
            "slug": _valid("--slug", clean_slug, options["slug"] or slug_for(options["name"])),
            "host": _valid("--host", clean_host, options["host"]) if options["host"] else "",
            "owner_email": _valid("--owner-email", _email, options["owner_email"]),
            "owner_name": options["owner_name"].strip(),
            "password": self._password(options) if options["password"] and known is None else None,
            "time_zone": _valid("--time-zone", clean_time_zone, options["time_zone"]),
            "currency": options["currency"],
        }

    def _password(self, options: dict[str, Any]) -> str:
        password = getpass.getpass("Password of the owner: ")
        try:
            validate_password(password, User(email=options["owner_email"], name=options["owner_name"]))
        except ValidationError as error:
            raise CommandError("--password: " + " ".join(error.messages)) from None
        return password


def _valid(option: str, check: Any, value: str) -> str:
    try:
        return str(check(value))
    except ValidationError as error:
        raise CommandError(f"{option}: {' '.join(error.messages)}") from None


def _email(text: str) -> str:
    validate_email(text)
    return text.strip().lower()


def _has_password(email: str) -> bool:
    person = person_of(email)
    return person is not None and person.has_usable_password()
