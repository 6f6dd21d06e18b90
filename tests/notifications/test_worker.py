"""A real worker and a real mail server: whatever dies on the way, one mail arrives."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from notifications import actions
from notifications.models import Mail
from tests.plumbing import ROOT

WORKER = "worker -P solo -l warning --without-mingle --without-gossip --without-heartbeat"


class Postbox:
    """Takes mail; while `holds`, it lets the sender wait in the middle of the conversation."""

    def __init__(self) -> None:
        self.taken = []
        self.holds = False
        self.is_holding = threading.Event()
        self.answer = "250 OK"

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.holds:
            self.is_holding.set()
            await server.loop.create_future()
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content))
        return self.answer


@pytest.fixture
def postbox():
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    box.port = port
    yield box
    controller.stop()


@pytest.fixture
def worker(postbox):
    """Starts workers that send to the postbox; ends those that are left."""
    started = []

    def start():
        variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        variables |= {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(postbox.port)}
        words = [sys.executable, "-W", "ignore", "-m", "celery", "-A", "tonomo", "-q", *WORKER.split()]
        running = subprocess.Popen(words, cwd=ROOT, env=variables, start_new_session=True)
        started.append(running)
        return running

    yield start
    for running in started:
        if running.poll() is None:
            running.send_signal(signal.SIGTERM)
            running.wait(20)


def until(state, world, patience=30):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        with world.scope():
            mail = Mail.objects.get()
        if mail.state == state:
            return mail
        time.sleep(0.05)
    raise AssertionError(f"still {mail.state}: {mail.last_error}")


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_mail_delivers_it_once(north, postbox, worker):
    postbox.holds = True
    first = worker()
    with north.scope():
        actions.send_mail(to="ann@agents.test", subject="Hello", text="Hello Ann", kind="test", key="hello")
    assert postbox.is_holding.wait(30)
    first.kill()
    first.wait()
    postbox.holds = False
    worker()
    time.sleep(1)
    assert postbox.taken == []
    with north.scope():
        assert list(Mail.objects.values_list("state", "tries")) == [("waiting", 1)]
        Mail.objects.update(next_try_at=timezone.now())
    actions.mail.wake()
    mail = until("sent", north)
    assert [(letter["To"], letter["From"], letter["Message-ID"]) for letter in postbox.taken] == [
        ("ann@agents.test", "North Media <bookings@localhost>", f"<{north.company.pk}.{mail.pk}@localhost>")
    ]
    assert mail.tries == 2


@pytest.mark.django_db(transaction=True)
def test_an_address_that_does_not_exist_fails_with_the_servers_words(north, postbox, worker):
    postbox.answer = "550 no such mailbox"
    worker()
    with north.scope():
        actions.send_mail(to="gone@agents.test", subject="Hello", text="Hello", kind="test", key="hello")
    mail = until("failed", north)
    assert "no such mailbox" in mail.last_error
    assert mail.tries == 1
