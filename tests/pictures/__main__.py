"""bin/pictures [ADDRESS] [--only WORD]: every screen of a running demo at 1440 and 390 px, in docs/pictures/."""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Error, expect, sync_playwright

from tests.pictures import walk
from tests.pictures.studio import PATIENCE, Studio
from tools.setup.browser import find

FOLDER = Path(__file__).parents[2] / "docs/pictures"
OF_STAFF = {
    "dashboard": "/",
    "orders": "/orders/",
    "unscheduled": "/orders/unscheduled/",
    "order-new": "/orders/new/",
    "schedule-day": "/schedule/",
    "schedule-week": "/schedule/week/",
    "services": "/services/",
    "packages": "/packages/",
    "customers": "/customers/",
    "brokerages": "/brokerages/",
    "invoices": "/invoices/",
    "payments": "/payments/",
    "inbox": "/inbox/",
    "inbox-search": "/inbox/search/?q=lockbox",
    "team": "/team/",
    "availability": "/schedule/availability/",
    "settings": "/settings/",
    "settings-company": "/settings/company/",
    "settings-brand": "/settings/brand/",
    "settings-email": "/settings/email/",
    "settings-texts": "/settings/texts/",
    "settings-templates": "/settings/templates/",
    "settings-slack": "/settings/slack/",
    "notifications": "/profile/notifications/",
}
OF_AGENTS = {"my-orders": "/my/orders/", "cart": "/my/cart/", "my-invoices": "/my/invoices/", "profile": "/profile/"}


def main() -> None:
    asked = argparse.ArgumentParser(prog="bin/pictures", description=__doc__)
    asked.add_argument(
        "address", nargs="?", default="http://demo.localhost:8000", help="where the demo company answers"
    )
    asked.add_argument("--only", default="", metavar="WORD", help="of the pages that need no walk, those with WORD")
    words = asked.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=find(), args=flags)
        studio = Studio(browser, words.address.rstrip("/"), FOLDER, words.only)
        try:
            guest = studio.guest()
            studio.take("sign-in", guest, "/accounts/login/")
        except Error as gone:
            if "ERR_CONNECTION" in gone.message:
                sys.exit(f"Nothing answers at {studio.address}. Start bin/demo first, or name the address of the demo.")
            raise
        _everything(studio, walks=not words.only)
        browser.close()
    print(f"{len(studio.taken)} pictures in {FOLDER}")


def _everything(studio: Studio, *, walks: bool) -> None:
    agent = studio.person("agent@demo.test")
    manager = studio.person("pm@demo.test")
    admin = studio.person("admin@demo.test")
    if walks:
        colleague = studio.person("photographer@demo.test")
        status = walk.book(studio, agent)
        number = walk.number_of(agent)
        walk.work(studio, manager, colleague, number)
        walk.write_to_each_other(studio, manager, agent, number, status)
        walk.bill(studio, admin, number)
        walk.pay(studio, agent, status)
        walk.look_at_import(studio, admin)
    for name, path in OF_STAFF.items():
        studio.take(name, admin, path)
    for name, path in OF_AGENTS.items():
        studio.take(name, agent, path)


if __name__ == "__main__":
    main()
