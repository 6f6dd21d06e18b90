"""From the booking to the paid invoice, by an agent and two colleagues, with a picture at each stop."""

import re

from playwright.sync_api import Page, expect

from tests.pictures.studio import Person, Studio

HOME = {
    "Street and number": "1427 Sheridan Road",
    "City": "Wilmette",
    "ZIP code": "60091",
    "Finished size": "2400",
}
IMPORTED = """Name;E-mail;Phone;Brokerage;Notes
Marion Ostrander;marion.ostrander@lakeview-homes.test;(847) 555-0142;Lakeview Homes;Calls, never writes
Teo Valdés;teo.valdes@lakeview-homes.test;+1 312 555 0177;Lakeview Homes;
Sunil Mehta;sunil.mehta(at)northshore.test;847 555 0119;North Shore Realty;"Two lines:
lockbox and alarm"
;nobody@northshore.test;12;North Shore Realty;
"""


def book(studio: Studio, agent: Person) -> str:
    """Book a shoot step by step; the address of the order's status page."""
    page = agent.wide
    studio.take("book-1-property", agent, "/book/", prepare=_fill_property)
    _fill_property(page)
    _go_on(page, "Continue to services")
    page.get_by_role("checkbox").first.check()
    expect(page.locator("#summary .total")).to_be_visible()
    studio.take("book-2-services", agent)
    _go_on(page, "Continue to details")
    page.get_by_label("How do we get in?").fill("Lockbox on the side door by the garage, code 4471#.")
    page.get_by_label("Anything we should know?").fill(
        "Stagers finish at 8:45. Please catch the lake from the terrace."
    )
    studio.take("book-3-details", agent, prepare=_fill_details)
    _go_on(page, "Continue to time")
    page.locator("a.date").nth(2).click()
    studio.take("book-4-time", agent)
    page.locator("button.pick-one").first.click()
    page.wait_for_url(re.compile(r"/(contact|review)/"))
    if "/contact/" in page.url:
        studio.take("book-5-contact", agent)
        _go_on(page, "Continue to review")
    studio.take("book-6-review", agent)
    for check in page.get_by_role("checkbox").all():
        check.check()
    page.get_by_role("button", name="Book the shoot").click()
    page.wait_for_url(re.compile(r"/o/[^/]+/|/my/orders/\d+/"))
    studio.take("status", agent)
    return page.url


def _fill_property(page: Page) -> None:
    for label, text in HOME.items():
        page.get_by_label(label).fill(text)
    page.get_by_label("State").select_option("IL")


def _fill_details(page: Page) -> None:
    if not page.get_by_label("How do we get in?").input_value():
        page.get_by_label("How do we get in?").fill("Lockbox on the side door by the garage, code 4471#.")


def _go_on(page: Page, name: str) -> None:
    before = page.url
    page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()
    page.wait_for_url(lambda url: url != before)


def number_of(agent: Person) -> int:
    """The number of the order whose status page the agent sees."""
    return int(re.search(r"Order (\d+) for", agent.wide.locator("main").inner_text())[1])


def work(studio: Studio, manager: Person, colleague: Person, number: int) -> None:
    """Drag a service on and talk about it, in two browsers."""
    path = f"/orders/{number}/"
    for one in (manager, colleague):
        one.wide.goto(studio.address + path)
        expect(one.wide.get_by_role("textbox", name="Message")).to_be_visible()
    say(manager, "Ava wants this live before the weekend. Lockbox is on the side door by the garage.")
    say(colleague, "Got it. Exteriors first, the light is best from the lake side until about ten.")
    drag(manager.wide, "Pre-Production", "Production")
    expect(colleague.wide.get_by_role("list", name="Production", exact=True).get_by_role("listitem")).to_have_count(1)
    say(manager, "Terrace and skyline are on the list as well, so please keep ten minutes for them.")
    studio.take("order", manager)
    for pane, name in (("first", "order-services-390"), ("last", "order-details-390")):
        manager.narrow.locator(f"button[data-show-pane={pane}]").click()
        studio.shoot(name, manager.narrow)
    manager.wide.get_by_role("tab", name="Order Details").click()
    studio.shoot("order-details-1440", manager.wide)


def write_to_each_other(studio: Studio, manager: Person, agent: Person, number: int, status: str) -> None:
    """The team writes to the agent, who answers on the page of the order."""
    lane = f"/orders/{number}/?with=agent"
    manager.wide.goto(studio.address + lane)
    say(manager, "Hello Ava, may we park in the driveway on the day?")
    agent.wide.goto(status)
    agent.wide.goto(studio.address + agent.wide.locator("form.composer").get_attribute("action"))
    answer = "Yes, and the key is with the neighbour at 1429. Twilight from the pier would be lovely."
    agent.wide.get_by_role("textbox", name="Message").fill(answer)
    agent.wide.get_by_role("button", name="Send").click()
    expect(manager.wide.get_by_role("log").get_by_text(answer)).to_be_visible()
    studio.take("order-agent", manager, lane)
    studio.take("messages", agent)


def say(one: Person, text: str) -> None:
    """Write into the project chat."""
    box = one.wide.get_by_role("textbox", name="Message")
    box.fill(text)
    box.press("Enter")
    expect(one.wide.get_by_role("log").get_by_text(text)).to_be_visible()


def drag(page: Page, before: str, after: str) -> None:
    """Take the first card of one stage to another."""
    card = page.get_by_role("list", name=before, exact=True).get_by_role("listitem").first
    here, there = card.bounding_box(), page.get_by_role("list", name=after, exact=True).bounding_box()
    page.mouse.move(here["x"] + here["width"] / 2, here["y"] + 12)
    page.mouse.down()
    page.mouse.move(there["x"] + 40, there["y"] + 4, steps=12)
    page.mouse.move(there["x"] + 60, there["y"] + there["height"] / 2, steps=6)
    page.wait_for_timeout(300)
    page.mouse.up()
    page.wait_for_load_state("networkidle")


def bill(studio: Studio, admin: Person, number: int) -> None:
    """Draft the invoice of the order, look at it and issue it."""
    page = admin.wide
    page.goto(f"{studio.address}/orders/{number}/")
    page.get_by_role("tab", name="Order Details").click()
    page.get_by_role("button", name="Draft invoice").click()
    page.wait_for_url(re.compile(r"/invoices/draft/"))
    studio.take("invoice-draft", admin)
    page.get_by_role("button", name="Issue…").click()
    page.get_by_role("button", name="Issue invoice").click()
    page.wait_for_url(re.compile(r"/invoices/(?!draft)[^/]+/"))
    studio.take("invoice", admin)


def pay(studio: Studio, agent: Person, status: str) -> None:
    """Open the invoice from the status page and pay it with the test card."""
    page = agent.wide
    page.goto(status)
    page.get_by_role("link", name=re.compile("^Open and pay")).click()
    page.wait_for_url(re.compile(r"/i/"))
    public = page.url
    studio.take("invoice-public", agent)
    page.get_by_role("button", name=re.compile("by card")).click()
    page.wait_for_url(re.compile(r"/c/pay/"))
    studio.take("card-page", agent, prepare=_fill_card)
    _fill_card(page)
    page.get_by_role("button", name=re.compile("^Pay")).click()
    page.wait_for_url(re.compile(r"/i/.+/"))
    page.goto(public)
    expect(page.get_by_text("Paid in full.")).to_be_visible()
    studio.take("invoice-paid", agent)
    studio.take("status-paid", agent, status)


def _fill_card(page: Page) -> None:
    for field, text in (
        ("number", "4242 4242 4242 4242"),
        ("expiry", "12 / 34"),
        ("cvc", "123"),
        ("name", "Ava Lindqvist"),
    ):
        page.locator(f"#{field}").fill(text)


def look_at_import(studio: Studio, admin: Person) -> None:
    """Let the spreadsheet of another system be read, and see what would happen."""
    admin.wide.goto(f"{studio.address}/customers/import/")
    sheet = {"name": "contacts.csv", "mimeType": "text/csv", "buffer": IMPORTED.encode("cp1252")}
    admin.wide.locator("input[type=file]").set_input_files(sheet)
    admin.wide.get_by_role("button", name="Look at it").click()
    admin.wide.wait_for_url(re.compile(r"/customers/import/\d+/"))
    studio.take("customers-import", admin)
