"""`manage.py serve_card_page`: the card processor's stand-in on its own port."""

import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tonomo.demo.card_accounts import COMPANIES, PORT, card_account
from tonomo.standin.messages import Account
from tonomo.standin.server import CardServer


class Command(BaseCommand):
    """Serve the stand-in until Ctrl-C or TERM."""

    help = "Serve a card processor for the demo: test cards, no money. Refused in production."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=PORT)
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
        parser.add_argument("--url", default="", help="how a browser reaches this port")
        parser.add_argument("--state", default="", help="the file it remembers in")
        parser.add_argument(
            "--account",
            nargs=4,
            action="append",
            default=[],
            metavar=("KEY", "NAME", "WEBHOOK_URL", "WEBHOOK_SECRET"),
            help="an account besides those of the demo companies",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("The card page takes test cards only and is not served in production.")
        accounts = [card_account(subdomain) for subdomain in COMPANIES]
        accounts += [Account(*given) for given in options["account"]]
        server = CardServer(
            accounts,
            state=Path(options["state"] or settings.DATA_DIR / "card-page.sqlite3"),
            host=options["host"],
            port=options["port"],
            public_url=options["url"] or f"http://localhost:{options['port']}",
        )
        for wanted in (signal.SIGINT, signal.SIGTERM):
            signal.signal(wanted, lambda *_: threading.Thread(target=server.stop).start())
        self.stdout.write(f"The card page answers on {server.url}")
        server.serve()
