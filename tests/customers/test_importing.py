"""Importing spreadsheets of customers."""

import re
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection

from activity.models import Activity
from core.actor import CLOCK
from customers import actions
from customers.models import Brokerage, Customer, CustomerSheet

GOOD = 'Name,E-mail,Phone,Brokerage,Notes\nZoë Ångström,zoe@example.com,+44 20 7946 0018,Harbor Lane,"two\nlines"\n'
GOOD += "Al Brown,al@example.com,312-555-0147,Harbor Lane,\n"
BAD = "Name;E-mail;Phone\nGood One;good@example.com;312 555 0148\nBad One;bad@example.com;123\n;no-name@example.com;\n"


def emails(world):
    with world.scope():
        return sorted(Customer.objects.values_list("email", flat=True))


def upload(world, content, name="customers.csv"):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return world.client(world.coordinator).post("/customers/import/", {"file": file})


def test_a_sheet_is_shown_first_and_imported_on_request(north):
    looked = upload(north, GOOD)
    assert emails(north) == []
    html = north.client(north.coordinator).get(looked["Location"]).content.decode()
    assert "Import 2 customers" in html
    north.client(north.coordinator).post(f"{looked['Location']}confirmation/")
    with north.scope():
        zoe = Customer.objects.select_related("brokerage").get(email="zoe@example.com")
        assert (zoe.name, zoe.phone, zoe.brokerage.name, zoe.private_notes) == (
            "Zoë Ångström",
            "+442079460018",
            "Harbor Lane",
            "two\nlines",
        )
        assert Brokerage.objects.count() == 1
        assert Activity.objects.get(verb="customers.imported").data == {"count": 2, "known": 0}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_are_read_as_companies_have_them(north, encoding, delimiter):
    text = f"Name{delimiter}Email\nZoë Müller{delimiter}zoe@example.com\n"
    with north.scope():
        report = actions.import_customers(text.encode(encoding), by=CLOCK)
        assert (report.new, Customer.objects.get().name) == (1, "Zoë Müller")
        assert report.read_as == {"cp1252": "Windows-1252", "utf-16": "UTF-16"}.get(encoding, "UTF-8")


def test_every_bad_cell_is_named_and_nothing_is_half_saved(north):
    looked = upload(north, BAD)
    html = north.client(north.coordinator).get(looked["Location"]).content.decode()
    cells = re.findall(r'<td role="cell"[^>]*data-label="(\w+)">(\w+)</td>', html)
    assert cells == [("Line", "3"), ("Column", "Phone"), ("Line", "4"), ("Column", "Name")]
    north.client(north.coordinator).post(f"{looked['Location']}confirmation/")
    assert emails(north) == []


def test_a_repeat_adds_nothing_and_changes_nothing(north):
    with north.scope():
        actions.import_customers(GOOD.encode(), by=CLOCK)
        Customer.objects.filter(email="al@example.com").update(name="Al B.")
        report = actions.import_customers(GOOD.encode(), by=CLOCK)
        assert (report.new, report.known, Customer.objects.get(email="al@example.com").name) == (0, 2, "Al B.")
        assert Activity.objects.filter(verb="customers.imported").count() == 1


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"%PDF-1.7 \x00\x01", b"PK\x03\x04" + b"\0" * 50, b""]
)
def test_a_file_that_lies_about_its_type_is_refused_with_a_sentence(north, content):
    answer = upload(north, content)
    assert answer.status_code == 422
    with north.scope():
        assert CustomerSheet.objects.count() == 0


def test_the_command_says_what_it_did_and_names_bad_cells(north, tmp_path, capsys):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(GOOD)
    bad.write_text(BAD)
    call_command("import_customers", str(good), "--company", "north", "--dry-run")
    assert (emails(north), "2 new, 0 known already, 0 with problems" in capsys.readouterr().out) == ([], True)
    with pytest.raises(CommandError):
        call_command("import_customers", str(bad), "--company", "north")
    assert (emails(north), "line 3, Phone" in capsys.readouterr().err) == ([], True)
    call_command("import_customers", str(good), "--company", "north")
    assert emails(north) == ["al@example.com", "zoe@example.com"]
    with pytest.raises(CommandError):
        call_command("import_customers", str(good), "--company", "nowhere")


def test_a_sheet_is_seen_only_by_who_uploaded_it(north, south):
    path = upload(north, GOOD)["Location"]
    for client in (north.client(north.admin), south.client(south.owner), north.client(north.agent)):
        assert (client.get(path).status_code, client.post(f"{path}confirmation/").status_code) == (404, 404)


@pytest.mark.django_db(transaction=True)
def test_confirming_twice_at_once_imports_once(north):
    with north.scope():
        sheet = actions.keep_sheet(name="a.csv", content=GOOD.encode(), member=north.coordinator)
    outcomes, barrier = [], threading.Barrier(2)

    def confirm():
        barrier.wait()
        with north.scope():
            outcomes.append(actions.import_sheet(sheet, by=CLOCK))
        connection.close()

    threads = [threading.Thread(target=confirm) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(report is None for report in outcomes) == [False, True]
    assert emails(north) == ["al@example.com", "zoe@example.com"]
