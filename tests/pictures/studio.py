"""People with a wide and a narrow window each, and the camera."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.pictures.shrink import keep

PASSWORD = "demo-password"
PATIENCE = 45_000
ZONE = "America/Chicago"
WINDOWS = {"1440": {"width": 1440, "height": 900}, "390": {"width": 390, "height": 844}}


@dataclass
class Person:
    """Somebody in front of a wide window; the narrow one has the same cookies."""

    name: str
    wide: Page
    narrow: Page


@dataclass
class Studio:
    """Opens windows on one company of a running demo and keeps what they show."""

    browser: Browser
    address: str
    folder: Path
    only: str = ""
    taken: list[Path] = field(default_factory=list)

    def guest(self) -> Person:
        return Person("guest", self._window("1440"), self._window("390"))

    def person(self, email: str) -> Person:
        """Somebody who has signed in through the page."""
        wide = self._window("1440")
        wide.goto(f"{self.address}/accounts/login/")
        wide.get_by_label("E-mail").fill(email)
        wide.get_by_label("Password").fill(PASSWORD)
        wide.get_by_role("button", name="Sign in", exact=True).click()
        wide.wait_for_url(re.compile(r"^(?!.*/accounts/login/)"))
        return Person(email, wide, self._window("390", wide.context.storage_state()))

    def take(self, name: str, who: Person, path: str = "", *, prepare=None) -> None:
        """A picture of each window: at this path, or at the address where the wide one is."""
        if path:
            who.wide.goto(self._at(path))
        if self.only not in name:
            return
        who.narrow.goto(who.wide.url.partition("#")[0])
        for width, page in (("1440", who.wide), ("390", who.narrow)):
            if prepare:
                prepare(page)
            self.shoot(f"{name}-{width}", page)

    def shoot(self, name: str, page: Page) -> None:
        """A picture of what this window shows, once everything in it has come."""
        page.wait_for_load_state("networkidle")
        expect(page.locator(".htmx-request")).to_have_count(0)
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(400)
        self.taken.append(keep(page.screenshot(), self.folder, name))
        print(self.taken[-1].name, flush=True)

    def _at(self, path: str) -> str:
        return path if path.startswith("http") else self.address + path

    def _window(self, width: str, cookies: object = None) -> Page:
        is_phone = width == "390"
        context = self.browser.new_context(
            viewport=WINDOWS[width],
            has_touch=is_phone,
            reduced_motion="reduce",
            storage_state=cookies,
            timezone_id=ZONE,
        )
        context.set_default_timeout(PATIENCE)
        return context.new_page()
