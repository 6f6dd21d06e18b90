"""A guest's whole way from the empty first page to the placed order, as the booking pages lead them."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.cast import HOST
from bench.pages import statements

PROPERTY = {
    "street": "1427 Sheridan Rd",
    "city": "Wilmette",
    "state": "IL",
    "postal_code": "60091",
    "square_feet": "2400",
}
CONTACT = {"name": "Greta Guest", "email": "greta@example.test", "phone": "(312) 555-0144"}
SERVICE = r'name="services" value="(\d+)"'
START = r'name="starts_at" value="([^"]+)"'
MOST_QUERIES = 40


@dataclass
class Checkout:
    """What one booking asked of the database, request by request."""

    name = "whole checkout of a guest"
    client: Client = field(default_factory=lambda: Client(headers={"host": HOST}))
    asked: list[tuple[str, int]] = field(default_factory=list)
    cpu: float = 0.0

    def walk(self) -> "Checkout":
        """Each page is seen and each form sent once; the last answer is the placed order."""
        self._get("/book/")
        services = self._post("/book/", PROPERTY | {"client_id": str(uuid4())})
        step = services.removesuffix("services/")
        self._post(services, {"services": self._found(SERVICE, self._get(services))})
        self._get(f"{step}details/")
        self._post(f"{step}details/", {"access_notes": "Lockbox 44"})
        self._post(f"{step}time/", {"starts_at": self._found(START, self._get(f"{step}time/"))})
        self._get(f"{step}contact/")
        self._post(f"{step}contact/", CONTACT)
        self._get(f"{step}review/")
        placed = self._post(f"{step}review/", {"accepts": "on"})
        assert placed.startswith("/o/"), placed
        return self

    @property
    def queries(self) -> int:
        return sum(count for _request, count in self.asked)

    @property
    def is_over(self) -> bool:
        return self.queries > MOST_QUERIES

    def line(self) -> str:
        """The figure as the run prints it."""
        verdict = "OVER" if self.is_over else "ok"
        each = ", ".join(f"{request} {count}" for request, count in self.asked)
        return (
            f"{self.name:34} {self.cpu:8.2f} ms of this process, {len(self.asked)} requests"
            f"  queries {self.queries} (at most {MOST_QUERIES})  {verdict}\n{'':34} {each}"
        )

    def _get(self, path: str) -> str:
        answer = self._ask("GET", path, lambda: self.client.get(path, secure=True))
        assert answer.status_code == 200, (path, answer.status_code)
        return str(answer.content.decode())

    def _post(self, path: str, form: dict[str, str]) -> str:
        """Where the answer leads."""
        answer = self._ask("POST", path, lambda: self.client.post(path, form, secure=True))
        assert answer.status_code == 302, (path, answer.status_code)
        return str(answer["Location"])

    def _ask(self, method: str, path: str, ask: Callable[[], Any]) -> Any:
        began = time.process_time()
        with CaptureQueriesContext(connection) as seen:
            answer = ask()
        self.cpu += (time.process_time() - began) * 1000
        self.asked.append((f"{method} {path.rstrip('/').rpartition('/')[2]}", statements(seen)))
        return answer

    @staticmethod
    def _found(pattern: str, page: str) -> str:
        found = re.search(pattern, page)
        assert found, pattern
        return found[1]
