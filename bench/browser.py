"""One kept connection to a page, as a browser behind the proxy has it."""

import http.client
import re
from urllib.parse import urlencode

TOKEN = "b" * 32


class Visitor:
    """Asks for pages and sends forms; whatever is refused ends the run."""

    def __init__(self, port: int, host: str, session: str) -> None:
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {
            "Host": host,
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-Forwarded-Proto": "https",
            "X-CSRFToken": TOKEN,
            "Referer": f"https://{host}/",
        }

    def get(self, path: str) -> bytes:
        return self._ask("GET", path, None, {})

    def post(self, path: str, form: dict[str, object]) -> bytes:
        """Send a form as htmx does."""
        kind = {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        return self._ask("POST", path, urlencode(form), kind)

    def _ask(self, method: str, path: str, body: str | None, more: dict[str, str]) -> bytes:
        self.link.request(method, path, body, self.headers | more)
        answer = self.link.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:300]!r}")
        return content


def rows_in(page: bytes, pattern: bytes) -> int:
    """How many different rows a page has."""
    return len(set(re.findall(pattern, page)))
