"""Browsers on the real site. `visitors.open(north, north.admin, "/orders/")` gives a page of Playwright."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import redis

from tests.browser.site import Site, of_this_run
from tools.setup.browser import find

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.visitor import Visitors

# Playwright is imported where it is used: half a second that only a run with a browser pays.


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browsers come last: Playwright's event loop stays in the process once it runs."""
    for item in items:
        if "chrome" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: "chrome" in item.fixturenames)


@pytest.fixture(scope="session")
def site(django_db_setup: None) -> Iterator[Site]:
    """Web and worker, for every test that needs them."""
    with redis.Redis.from_url(os.environ["VALKEY_URL"]) as store:
        store.flushdb()
    with Site(of_this_run(), Path(os.environ["DATA_DIR"])) as served:
        yield served


@pytest.fixture(scope="session")
def chrome() -> "Iterator[Browser]":
    """One Chromium for all."""
    from playwright.sync_api import expect, sync_playwright

    path = find()
    if path is None:
        pytest.fail("No Chromium was found: run bin/setup")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        expect.set_options(timeout=8000)
        flags = ["--no-sandbox", "--disable-background-networking"]
        running = playwright.chromium.launch(executable_path=path, args=flags)
        yield running
        running.close()


@pytest.fixture
def visitors(site: Site, chrome: "Browser", transactional_db: None) -> "Iterator[Visitors]":
    """Opens browsers; at the end each console must have been quiet."""
    from tests.browser.visitor import Visitors

    everybody = Visitors(chrome, site)
    yield everybody
    everybody.leave()
