"""Waits until the application answers, then prints where and as whom one can look at it."""

import http.client
import os
import sys
import time

PASSWORD = "demo-password"
COMPANIES = {"demo": "Lakeshore Media", "rival": "Harbor Visuals"}
PEOPLE = {
    "demo": {
        "owner@demo.test": "the owner",
        "admin@demo.test": "an admin",
        "pm@demo.test": "a project manager",
        "photographer@demo.test": "a photographer",
        "editor@demo.test": "an editor",
        "contractor@demo.test": "a contractor, who sees only orders assigned to them",
        "agent@demo.test": "an agent, a customer of the company",
    },
    "rival": {
        "admin@rival.test": "an admin of the second company",
        "agent@rival.test": "an agent of the second company",
    },
}


def answers(host: str, port: int, path: str) -> bool:
    """True if a GET gets 200."""
    line = http.client.HTTPConnection(host, port, timeout=5)
    try:
        line.request("GET", path)
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()


def wait(host: str, port: int) -> None:
    """Return when the process is up and database, Valkey and a worker answer it."""
    for path in ("/healthz", "/readyz"):
        while not answers(host, port, path):
            time.sleep(0.3)


def words(port: int) -> str:
    """The addresses and logins of the demo."""
    lines = ["", f"Ready. The password of all is {PASSWORD}. Ctrl-C stops everything.", ""]
    for name, company in COMPANIES.items():
        lines.append(f"{company:<19}http://{name}.localhost:{port}")
        lines += [f"    {address:<24}{who}" for address, who in PEOPLE[name].items()]
    lines += [
        "",
        f"Booking page       http://demo.localhost:{port}/book/",
        f"Mail of the demo   http://demo.localhost:{port}/demo/mail/",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    port = int(os.environ["PORT"])
    wait(os.environ["TONOMO_ASK"], port)
    print(words(port), file=sys.stdout, flush=True)
