"""How every address is filled in and asked, and where a mark could be read in the answer."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from core.live import Grant
from core.live.tokens import open_grant

REGEX = {"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "accounts/password/reset/key/1-x-y/"}
CLOSED = {302, 404, 405}
PARTS_WITH_ID = re.compile(r"<int:(pk|line|member|order_id)>")
WORDS = {
    "name": "confirmation",
    "key": "unscheduled",
    "page": "terms",
    "path": "logos/x.png",
    "provider": "stripe",
    "secret": "A" * 43,
    "letter": "x:y:z",
    "code": "de",
}


def routes(resolver=None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the product, below which nothing else stands."""
    for each in (resolver or get_resolver()).url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, route)
        else:
            yield route, each


def addresses(secret, *, token: str = "A" * 43, only: str = "") -> Iterator[str]:
    """Each route filled in with the secret order's numbers and every id that it may stand for."""
    for route, _pattern in routes():
        if only not in route:
            continue
        for pk in secret.ids if PARTS_WITH_ID.search(route) else [0]:
            yield "/" + filled(REGEX.get(route, route), secret, pk, token)


def filled(route: str, secret, pk: int, token: str) -> str:
    """The route with a value for each of its parts."""
    number = (
        1 if route.startswith("legal/") else secret.order.number if "<int:number>" in route else secret.invoice.number
    )
    values = {**WORDS, "line": pk, "pk": pk, "member": pk, "order_id": pk, "token": token, "number": number}
    values["client_id"] = secret.upload.client_id
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(values[part[1]]), route)


def ask_each_way(client, path: str) -> Iterator[tuple[str, object]]:
    """The page, its fragment if there is a page, and a form sent there empty."""
    page = client.get(path)
    yield "GET", page
    if page.status_code not in CLOSED:
        yield "HX GET", client.get(path, headers={"HX-Request": "true"})
    yield "POST", client.post(path, {})


def told(answer) -> bytes:
    """All that the answer says, its headers too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body + repr(sorted(answer.headers.items())).encode()


def reads(client_of, paths, mark: str, secret, topics: set[str], counts) -> list[str]:
    """Where the mark, a topic, somebody's file or an error was found. `client_of()` signs in anew when a page signed one out."""
    seen, client = [], client_of()
    signed_in = client.session.get("_auth_user_id")
    for path in paths:
        counts["addresses"] += 1
        for way, answer in ask_each_way(client, path):
            counts["answers"] += 1
            is_file = answer.headers.get("Content-Type", "") in {"application/pdf", "text/csv"}
            if mark.lower().encode() in told(answer).lower() or answer.status_code >= 500 or is_file:
                seen.append(f"{way} {path} {answer.status_code}")
            for grant in granted(answer):
                counts["grants of sockets"] += 1
                if grant.company_id == secret.order.company_id:
                    seen += [f"{way} {path} {topic}" for topic in topics.intersection(grant.topics)]
        if client.session.get("_auth_user_id") != signed_in:
            client = client_of()
    return seen


def granted(answer) -> Iterator[Grant]:
    """The grants for sockets that a page carries."""
    if not answer.streaming:
        for token in re.findall(r'/live/\?t=([^"]+)"', answer.content.decode(errors="replace")):
            yield open_grant(token)
