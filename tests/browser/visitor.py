"""A person in front of a browser of their own, whose console is listened to."""

import re
from dataclasses import dataclass, field

from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.browser.site import Site
from tests.plumbing import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
# Sheets are not preloaded: axe would copy them into inline styles, which our policy refuses, for a rule we do not ask for.
LOOK_FOR_BARRIERS = """async (within) => (await axe.run(within, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
    preload: {assets: ["media"]},
})).violations.map(v => `${v.id} (${v.impact}): ${v.nodes.map(n => n.target.join(" ")).slice(0, 5).join(", ")}`)"""
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
EXPECTED = {409, 422}
"""Answers that are part of a conversation: a stale move and an invalid form."""


@dataclass
class Console:
    """What the browser complained about, and what it may complain about."""

    complaints: list[str] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    allowed: list[tuple[re.Pattern[str], int | None]] = field(default_factory=list)
    sockets_may_fail: bool = False

    def allow(self, url: str, status: int | None = None) -> None:
        """Let addresses that match this pattern fail, with this status or with any."""
        self.allowed.append((re.compile(url), status))

    def hear(self, message: ConsoleMessage) -> None:
        url = message.location.get("url", "")
        if message.type == "error" and not self._is_expected(message.text, url):
            self.complaints.append(f"{message.text} ({url})")

    def note(self, response: Response) -> None:
        if response.status >= 400:
            self.answers[response.url] = response.status

    def _is_expected(self, text: str, url: str) -> bool:
        if text.startswith(("WebSocket connection to", "htmx: htmx:ws:error")):
            return self.sockets_may_fail
        if not text.startswith("Failed to load resource"):
            return False
        status = self.answers.get(url)
        return status in EXPECTED or any(
            pattern.search(url) and wanted in (None, status) for pattern, wanted in self.allowed
        )


class Visitors:
    """Opens browsers on the site. Each person has their own cookies, as on a machine of their own."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.contexts: list[BrowserContext] = []
        self.consoles: list[Console] = []

    def open(self, world, person=None, path: str = "/", *, phone: bool = False, **options: object) -> Page:
        """A page of this company, signed in as a member, a customer or nobody. `page.console` is its Console."""
        context = self.browser.new_context(viewport=PHONE if phone else DESK, has_touch=phone, **options)
        context.set_default_timeout(8000)
        if person is not None:
            session = world.client(person).cookies[settings.SESSION_COOKIE_NAME].value
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.site.address(world.host)}
            context.add_cookies([cookie])
        console = Console()
        context.on("console", console.hear)
        context.on("weberror", lambda error: console.complaints.append(f"uncaught: {error.error}"))
        context.on("response", console.note)
        self.contexts.append(context)
        self.consoles.append(console)
        page = context.new_page()
        page.console = console
        page.goto(self.site.address(world.host, path))
        return page

    def leave(self) -> None:
        """Close every browser; AssertionError if one complained before: closing takes the sockets away first, the page after."""
        for context in self.contexts:
            context.cookies()  # a question and its answer, before which everything said until now has been heard
        complaints = [complaint for console in self.consoles for complaint in console.complaints]
        for context in self.contexts:
            context.close()
        self.contexts, self.consoles = [], []
        if complaints:
            raise AssertionError("The console complained:\n" + "\n".join(complaints))


def barriers(page: Page, within: str = "body") -> list[str]:
    """What axe finds that keeps somebody out, one line each: rule, how bad, where."""
    page.evaluate(AXE.read_text() + ";0")
    return list(page.evaluate(LOOK_FOR_BARRIERS, within))
