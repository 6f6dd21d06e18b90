"""PostgreSQL goes away in the middle of a request and of the worker's work, and comes back."""

import re
import socket
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path
from subprocess import run
from sys import executable
from uuid import uuid4

import psycopg
import pytest
import requests
from aiosmtpd.controller import Controller
from celery import Celery
from websockets.sync.client import connect

from tests.browser.site import Site, free_ports, of_this_run
from tests.plumbing import ROOT
from tonomo.embedded import place, postgres, roles, servers, valkey
from tonomo.embedded.addresses import broker_url

CAST = """
import django
django.setup()
from tests.cast import World
north = World("north")
order = north.order()
print(order.number, north.company.pk, north.client(north.coordinator).cookies["sessionid"].value, north.owner.name)
"""


class Postbox:
    """Takes mail; `during` is done once, while the fifth mail waits for its answer."""

    def __init__(self):
        self.taken, self.during = [], None

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(message_from_bytes(envelope.content)["Message-ID"])
        if len(self.taken) == 5 and self.during:
            await server.loop.run_in_executor(None, self.during)
        return "250 OK"


class Ground:
    """Servers of this test alone, filled like the demo, and the site on them."""

    def __init__(self, folder):
        self.where = place.find(folder)
        self.database = postgres.Postgres(self.where, postgres.THROWAWAY)
        self.store = valkey.Valkey(self.where, valkey.THROWAWAY)
        self.folder, self.urls, self.postbox = folder, servers.addresses(self.where), Postbox()

    @contextmanager
    def stand(self):
        mail = Controller(self.postbox, hostname="127.0.0.1", port=free_ports(1)[0])
        mail.start()
        self.database.start()
        self.store.start()
        roles.found(self.database.conninfo, self.where, "tonomo")
        variables = of_this_run() | self.urls | {"DATA_DIR": str(self.folder / "data"), "TONOMO_ENV": "demo"}
        variables["DJANGO_SETTINGS_MODULE"] = "tonomo.settings"
        variables |= {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(mail.port), "LOG_LEVEL": "INFO"}
        owner = variables | {"APP_DATABASE_URL": self.urls["DATABASE_URL"]}
        try:
            run([executable, "manage.py", "migrate", "-v", "0", "--skip-checks"], cwd=ROOT, env=owner, check=True)
            made = run([executable, "-c", CAST], cwd=ROOT, env=variables, check=True, capture_output=True, text=True)
            self.number, self.company, self.session = made.stdout.split()[:3]
            with Site(variables, self.folder / "data") as self.site:
                self.clock = Celery(broker=broker_url(self.urls["VALKEY_URL"]))
                yield self
        finally:
            self.store.stop()
            self.database.stop()
            mail.stop()

    def connect(self):
        """A connection of the superuser, whom no wall stops."""
        return psycopg.connect(self.database.conninfo.replace("dbname=postgres", "dbname=tonomo"), autocommit=True)

    def ask(self, statement, *values):
        """The rows of one statement, as soon as the database answers."""
        while True:
            try:
                with self.connect() as link:
                    asked = link.execute(statement, values)
                    return asked.fetchall() if asked.description else []
            except psycopg.OperationalError:
                time.sleep(0.05)

    def restart(self):
        self.database.stop()
        time.sleep(0.5)
        self.database.start()

    @contextmanager
    def restarted_while_it_waits(self, work):
        """Let `work` wait for an order's row, take the database away and back; yields what the work gave."""
        holder = self.connect()
        holder.execute("begin; select 1 from orders_order for update")
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(work)
            until(lambda: self.ask("select 1 from pg_stat_activity where wait_event_type = 'Lock'"))
            self.restart()
            yield answer.result(30)
        holder.close()

    def tick(self):
        """What the clock does every few seconds."""
        for name in ("activity.tasks.sweep_outbox", "notifications.tasks.send_waiting_mail"):
            self.clock.send_task(name, ignore_result=True)


class Person:
    """The coordinator in front of pages."""

    def __init__(self, ground):
        self.root = f"http://127.0.0.1:{ground.site.port}"
        self.host = f"north.localhost:{ground.site.port}"
        self.cookies = {"sessionid": ground.session}

    def get(self, path):
        answer = requests.get(self.root + path, headers={"Host": self.host}, cookies=self.cookies, timeout=30)
        self.cookies |= answer.cookies.get_dict()
        return answer

    def post(self, path, **fields):
        headers = {"Host": self.host, "HX-Request": "true", "X-CSRFToken": self.cookies["csrftoken"]}
        return requests.post(self.root + path, fields, headers=headers, cookies=self.cookies, timeout=30)


def until(happens, seconds=30):
    deadline = time.monotonic() + seconds
    while not (found := happens()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return found


@pytest.fixture(scope="module")
def ground():
    with tempfile.TemporaryDirectory(prefix="tonomo-test-") as path:
        Path(path).chmod(0o711)
        with Ground(Path(path)).stand() as standing:
            yield standing


def test_a_request_cut_in_the_middle_leaves_nothing_and_the_next_one_works(ground):
    pm, number = Person(ground), ground.number
    pm.get(f"/orders/{number}/")
    path = f"/orders/{number}/notes/order/"
    said = lambda: ground.ask("select notes from orders_order where number = %s order by id limit 1", number)  # noqa: E731
    counted = lambda: ground.ask("select count(*) from activity_activity where verb = 'notes.changed'")[0][0]  # noqa: E731
    before, recorded = said(), counted()
    with ground.restarted_while_it_waits(lambda: pm.post(path, text="Gate 4", seen=before[0][0])) as answer:
        assert (answer.status_code, "Nothing that was saved is lost" in answer.text) == (500, True)
    assert (said(), counted()) == (before, recorded)
    assert pm.get(f"/orders/{number}/").status_code == 200
    assert pm.post(path, text="Gate 4", seen=before[0][0]).status_code < 300
    assert (said(), counted()) == ([("Gate 4",)], recorded + 1)


def test_a_message_that_was_cut_off_is_sent_again_and_stands_once_and_is_heard(ground):
    pm, number = Person(ground), ground.number
    page = pm.get(f"/orders/{number}/").text
    token = re.search(r'/live/\?t=([^"]+)"', page)[1]
    cookies = "; ".join(f"{name}={value}" for name, value in pm.cookies.items())
    words = {"origin": f"http://{pm.host}", "additional_headers": {"Cookie": cookies}, "proxy": None}
    line = socket.create_connection(("127.0.0.1", ground.site.port))
    client_id, path = str(uuid4()), f"/orders/{number}/chat/messages/"
    say = lambda: pm.post(path, text="Key is with @Owner", client_id=client_id)  # noqa: E731
    with connect(f"ws://{pm.host}/live/?t={token}", sock=line, **words) as ear:
        assert "live:joined" in ear.recv(timeout=10)
        with ground.restarted_while_it_waits(say) as answer:
            assert answer.status_code == 500
        assert [say().status_code for _ in range(3)] == [201, 201, 201]
        assert "Key is with" in until(lambda: next((f for f in [ear.recv(timeout=10)] if "hx-partial" in f), ""))
        with pytest.raises(TimeoutError):
            while "Key is with" not in ear.recv(timeout=1):
                pass
    assert ground.ask("select count(*) from chat_message where client_id = %s", client_id) == [(1,)]


def test_the_worker_goes_on_and_each_mail_leaves_once(ground):
    ground.ask("delete from notifications_mail where state = 'waiting'")
    ground.postbox.taken.clear()
    ground.postbox.during = ground.restart
    ground.ask(
        'insert into notifications_mail (company_id, key, kind, "to", subject, text, html, state, tries, last_error,'
        " next_try_at, created_at, provider, provider_id, delivery_text) select %s, 'restart:' || n, 'test',"
        " 'ann@agents.test', 'Hello', 'Hello', '', 'waiting', 0, '', now(), now(), '', '', '' from generate_series(1, 20) n",
        ground.company,
    )

    left_by_a_dead_worker = (
        "update notifications_mail set next_try_at = now() where next_try_at - now() between '1 min' and '290 s'"
    )

    def all_sent():
        ground.tick()
        ground.ask(left_by_a_dead_worker)
        return ground.ask("select 1 where not exists (select 1 from notifications_mail where state <> 'sent')")

    until(all_sent, 60)
    assert len(ground.postbox.taken) == len(set(ground.postbox.taken)) == 20
