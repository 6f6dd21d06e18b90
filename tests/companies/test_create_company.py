import getpass
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from companies.models import Company


def run(*words):
    out = StringIO()
    call_command("create_company", *words, stdout=out, no_color=True)
    return out.getvalue()


def test_it_makes_a_company_and_says_where_to_go_on(db):
    said = run("Lake Views", "--owner-email", "lea@lake.example", "--owner-name", "Lea Lake")
    assert (said, Company.objects.get().slug) == (
        "Lake Views is at http://lake-views.localhost/\n"
        "The owner sets a password at http://lake-views.localhost/accounts/password/reset/\n",
        "lake-views",
    )


def test_it_takes_a_host_of_ones_own(db):
    said = run("Lake Views", "--owner-email", "lea@lake.example", "--owner-name", "Lea", "--host", "Book.Lake.example")
    assert said.startswith("Lake Views is at http://book.lake.example/\n")


def test_it_asks_for_a_password_when_told_to(db, monkeypatch):
    monkeypatch.setattr(getpass, "getpass", lambda prompt: "a-good-password")
    said = run("Lake Views", "--owner-email", "lea@lake.example", "--owner-name", "Lea", "--password")
    assert (said, User.objects.get().check_password("a-good-password")) == (
        "Lake Views is at http://lake-views.localhost/\n",
        True,
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--owner-email", "lea", "--owner-name", "Lea"], "--owner-email: Enter a valid email address."),
        (["--owner-email", "lea@lake.example"], "--owner-name: there is no account with this e-mail yet"),
        (
            ["--owner-email", "lea@lake.example", "--owner-name", "Lea", "--slug", "www"],
            "--slug: This short name is kept",
        ),
        (
            ["--owner-email", "lea@lake.example", "--owner-name", "Lea", "--host", "a b"],
            "--host: Give a domain such as",
        ),
        (
            ["--owner-email", "lea@lake.example", "--owner-name", "Lea", "--time-zone", "Mars/Base"],
            "--time-zone: Unknown time zone",
        ),
        (["--owner-email", "lea@lake.example", "--owner-name", "Lea", "--currency", "QQQ"], "--currency: one of USD"),
    ],
)
def test_it_names_the_option_that_is_wrong(db, words, said):
    with pytest.raises(CommandError) as error:
        run("Lake Views", *words)
    assert (str(error.value).startswith(said), Company.objects.count()) == (True, 0)


def test_a_weak_password_is_refused(db, monkeypatch):
    monkeypatch.setattr(getpass, "getpass", lambda prompt: "short")
    with pytest.raises(CommandError, match=r"--password: .*too short"):
        run("Lake Views", "--owner-email", "lea@lake.example", "--owner-name", "Lea", "--password")


def test_a_name_that_is_taken_is_refused(north):
    with pytest.raises(CommandError, match="Another company is called that"):
        run("Norths", "--owner-email", "lea@lake.example", "--owner-name", "Lea", "--slug", "north")
