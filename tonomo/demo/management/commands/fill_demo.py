"""`manage.py fill_demo`: the demo's companies, people and orders."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tonomo.demo.filling.fill import MOST_ORDERS, ORDERS, fill


class Command(BaseCommand):
    """Make what is missing of the demo."""

    help = "Make the demo companies and their orders; what is there already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--orders", type=int, default=ORDERS, help=f"how many for the first company, to {MOST_ORDERS:,}"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("The demo is not filled into a production installation.")
        orders = options["orders"]
        if not 1 <= orders <= MOST_ORDERS:
            raise CommandError(f"Ask for 1 to {MOST_ORDERS:,} orders.")
        fill(orders=orders, now=timezone.now(), say=self.stdout.write)
