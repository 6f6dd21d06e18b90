import codecs
import io

import pytest

from customers.reading import Column, Problem, Row, Unreadable, read

ANN = {
    "name": "Ann Agent",
    "email": "ann@example.com",
    "phone": "+13125550142",
    "brokerage": "Lakeshore Realty",
    "preferences": "",
    "notes": "",
    "language": "",
}


def rows(text, encoding="utf-8", **options):
    return list(read(text.encode(encoding), **options).rows())


def messages(text, **options):
    return [str(problem) for row in rows(text, **options) for problem in row.problems]


def values(text, field, **options):
    return [row.values[field] for row in rows(text, **options)]


def test_a_plain_file_becomes_rows_with_clean_values():
    sheet = read(
        b"Name,Email,Phone,Brokerage,License\n Ann  Agent ,Ann@Example.com,(312) 555-0142,Lakeshore Realty,471\n"
    )
    assert (sheet.encoding, sheet.delimiter, sheet.ignored) == ("utf-8", ",", ("License",))
    assert sheet.columns == (
        Column("Name", "name"),
        Column("Email", "email"),
        Column("Phone", "phone"),
        Column("Brokerage", "brokerage"),
        Column("License", None),
    )
    assert list(sheet.rows()) == [Row(2, ANN, ())]
    assert next(sheet.rows()).ok


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "mark", "found"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("cp1252", b"", "cp1252"),
    ],
)
def test_every_way_such_files_are_saved_reads_the_same(delimiter, encoding, mark, found):
    lines = [["Name", "E-mail", "Notes"], ["Zoë Müller–Peña", "zoe@example.com", '"Likes €, a; b and tabs"']]
    text = "".join(delimiter.join(line) + "\r\n" for line in lines)
    sheet = read(mark + text.encode(encoding))
    assert (sheet.encoding, sheet.delimiter) == (found, delimiter)
    (row,) = sheet.rows()
    assert (row.values["name"], row.values["notes"]) == ("Zoë Müller–Peña", "Likes €, a; b and tabs")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_breaks_within_quotation_marks_stay_and_lines_are_counted_as_an_editor_counts_them(end):
    text = end.join(
        ["Name,Email,Notes", 'Ann,ann@example.com,"gate code:', '4471"', "", "Bob,bob@example", "Cy,cy@example.com"]
    )
    found = rows(text)
    assert [(row.line, row.values["name"]) for row in found] == [(2, "Ann"), (5, "Bob"), (6, "Cy")]
    assert found[0].values["notes"] == "gate code:\n4471"
    assert [problem.line for problem in found[1].problems] == [5]


@pytest.mark.parametrize(
    ("heading", "source"),
    [
        ("NAME", "name"),
        ("Full name", "name"),
        ("Client", "name"),
        ("Agent Name", "name"),
        ("Given Name", "first_name"),
        ("Surname", "last_name"),
        ("E-mail address", "email"),
        ("E-mail 1 - Value", "email"),
        ("agent_email", "email"),
        ("Phone #", "phone"),
        ("Cell", "phone"),
        ("Mobile Phone", "phone"),
        ("Company", "brokerage"),
        ("Office Name", "brokerage"),
        ("Client Preferences", "preferences"),
        ("Private notes", "notes"),
        ("Preferred language", "language"),
        ("Company phone", None),
        ("Website", None),
    ],
)
def test_headings_are_known_by_what_people_call_them(heading, source):
    sheet = read(f"{heading},Name,Email\n".encode(), required=())
    assert sheet.columns[0] == Column(heading, source)


def test_of_two_columns_that_mean_the_same_the_first_is_used_and_the_other_named():
    sheet = read(b"Name,Email,Mobile,Phone\nAnn,ann@example.com,312 555 0142,312 555 0199\n")
    assert (sheet.ignored, next(sheet.rows()).values["phone"]) == (("Phone",), "+13125550142")


def test_first_and_last_name_make_the_name_where_there_is_none():
    text = "First Name,Last Name,Name,Email\nAnn,Agent,,a@example.com\nB,C,Bob Broker,b@example.com\n,Solo,,c@example.com\n"
    assert values(text, "name") == ["Ann Agent", "Bob Broker", "Solo"]
    assert messages("First name,Email\n,a@example.com\n") == ["Line 2, First name: The name is missing."]


@pytest.mark.parametrize(
    ("written", "region", "kept"),
    [
        ("312-555-0142", "US", "+13125550142"),
        ("+1 (312) 555 0142", "DE", "+13125550142"),
        ("'+13125550142", "US", "+13125550142"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("+49 30 901820", "US", "+4930901820"),
        ("0049 30 901820", "DE", "+4930901820"),
        ("312.555.0142 ext. 12", "US", "+13125550142 x12"),
        ("", "US", ""),
    ],
)
def test_phone_numbers_get_their_country_code(written, region, kept):
    assert values(f"Name,Email,Phone\nAnn,a@example.com,{written}\n", "phone", region=region) == [kept]


@pytest.mark.parametrize(
    "written", ["call me", "12", "3.12555E+09", "312-555-014", "123-456-7890", "+1 312 555 01420000"]
)
def test_what_is_no_phone_number_is_named(written):
    assert messages(f"Name,Email,Cell\nAnn,a@example.com,{written}\n") == [
        f"Line 2, Cell: “{written}” is not a phone number. Write it with its area code, or with + and the country code."
    ]


@pytest.mark.parametrize("written", ["ann", "ann@", "ann@example", "a b@example.com", "a@example.com; b@example.com"])
def test_what_is_no_email_address_is_named(written):
    assert messages(f"Name\tE-Mail\nAnn\t{written}\n") == [f"Line 2, E-Mail: “{written}” is not an e-mail address."]


def test_every_problem_of_a_row_is_named_at_once():
    assert messages("Name,Email,Phone,Company\n,ann,12," + "x" * 161 + "\n") == [
        "Line 2, Name: The name is missing.",
        "Line 2, Email: “ann” is not an e-mail address.",
        "Line 2, Phone: “12” is not a phone number. Write it with its area code, or with + and the country code.",
        "Line 2, Company: This is longer than 160 characters.",
    ]


def test_a_missing_email_is_a_problem_only_where_it_is_required():
    assert messages("Name,Email\nAnn,\n") == ["Line 2, Email: The e-mail address is missing."]
    assert messages("Name,Email\nAnn,\n", required=("name",)) == []


def test_the_same_email_twice_names_the_line_that_has_it():
    text = "Name,Email\nAnn,ann@example.com\nBob,bob@example.com\nAnna,ANN@example.com\nA,ann@example.com\n"
    assert messages(text) == [
        "Line 4, Email: Line 2 has the same e-mail address.",
        "Line 5, Email: Line 2 has the same e-mail address.",
    ]


def test_a_second_pass_finds_the_same():
    sheet = read(b"Name,Email\nAnn,ann@example.com\nAnn,ann@example.com\n")
    assert list(sheet.rows()) == list(sheet.rows())


def test_empty_rows_and_cells_after_the_end_are_passed_over():
    text = "\n\nName;Email;;\nAnn;ann@example.com\n;;;\n   ;\u00a0;\n\nBob;bob@example.com;;\n;;;\n\n"
    assert [(row.line, row.values["name"], row.problems) for row in rows(text)] == [(4, "Ann", ()), (8, "Bob", ())]


def test_more_cells_than_columns_are_a_problem():
    assert messages("Name,Email\nAnn,ann@example.com,Chicago\n") == [
        "Line 2: There are more cells than columns. A cell that holds the separator needs quotation marks around it."
    ]


def test_a_torn_row_is_named_and_the_others_are_read():
    text = 'Name,Email\nAnn,ann@example.com\n"Joe "The Shark" Smith",joe@example.com\nBob,bob@example.com\n"Cy,cy@example.com\nD,d@'
    found = rows(text)
    assert [row.values["name"] for row in found] == ["Ann", "", "Bob", ""]
    assert [str(problem) for row in found for problem in row.problems] == [
        "Line 3: This cannot be read up to line 3: a quotation mark is not closed, or is not doubled inside a cell.",
        "Line 5: This cannot be read up to line 6: a quotation mark is not closed, or is not doubled inside a cell.",
    ]


def test_a_quotation_mark_within_a_cell_without_marks_is_text():
    assert values('Name,Email\nJoe "The Shark" Smith,joe@example.com\n', "name") == ['Joe "The Shark" Smith']


def test_a_quotation_mark_that_is_never_closed_does_not_fill_the_memory():
    text = 'Name,Email\n"Ann,ann@example.com\n' + "Bob,bob@example.com\n" * 20_000
    found = rows(text)
    assert found[0].problems[0].line == 2
    assert found[0].problems[0].params["last"] < 10_000
    assert found[-1].line == 20_002


def test_formulas_stay_text():
    cells = ['=HYPERLINK("evil")', "+1+1", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0"]
    text = "Name,Email\n" + "".join(
        f'"{cell.replace(chr(34), chr(34) * 2)}",a{n}@example.com\n' for n, cell in enumerate(cells)
    )
    assert values(text, "name") == cells


def test_long_notes_emoji_and_right_to_left_text_are_kept():
    notes = ("🏡 שלום! " * 1_250).rstrip() + "."
    assert len(notes) == 10_000
    assert values(f"Name,Email,Notes\nAnn,a@example.com,{notes}\n", "notes") == [notes]


def test_characters_that_cannot_be_stored_are_named():
    above = "".join(f"Bob,bob{number}@example.com,\n" for number in range(500))
    text = f"Name,Email,Notes\n{above}Ann,a@example.com,gate\x00code\nCy,c@example.com,\n"
    assert messages(text) == ["Line 502, Notes: A character in this cell cannot be kept: U+0000."]


def test_excels_own_separator_line_is_obeyed():
    sheet = read(b"sep=|\r\nName|Email\r\nAnn|ann@example.com\r\nBob|bob\r\n")
    assert [(row.line, row.ok) for row in sheet.rows()] == [(3, True), (4, False)]
    assert sheet.delimiter == "|"


def test_a_heading_may_hold_a_line_break():
    sheet = read(b'Name,"E-mail\naddress"\nAnn,ann@example.com\n')
    assert sheet.columns[1] == Column("E-mail address", "email")
    assert [row.line for row in sheet.rows()] == [3]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \r\n\t\n", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is a picture, not a CSV file."),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "This is a picture, not a CSV file."),
        (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF, not a CSV file."),
        (b"<!DOCTYPE html><table><tr><td>Name", "This is a web page or a document, not a CSV file."),
        (codecs.BOM_UTF8 + b"\n<HTML>", "This is a web page or a document, not a CSV file."),
        (b"\x00\x01\x02\x03" * 40, "This is not a text file, so it cannot be a CSV file."),
        (b"Name,Email\x00\x00\n", "This is not a text file, so it cannot be a CSV file."),
        (bytes(range(1, 256)) * 4, "This is not a text file, so it cannot be a CSV file."),
        (codecs.BOM_UTF32_LE + "Name".encode("utf-32-le"), "This is not a text file, so it cannot be a CSV file."),
        (
            b"Name,Email\nZo\xc3\xab,z@example.com\nJos\xe9,j@example.com\nJos\xc3\xa9,k@example.com\n",
            "Line 3 is damaged: it is not UTF-8 like the rest. Save the file again as CSV UTF-8.",
        ),
        (
            b"Name,Email\nZo\xeb,z@example.com\nB\x81d,b@example.com\n",
            "Line 3 is neither UTF-8 nor Windows-1252. Save the file again as CSV UTF-8.",
        ),
        (
            codecs.BOM_UTF8 + b"Name,Email\nJos\xe9,j@example.com\n",
            "Line 2 is damaged: it is not UTF-8, which the file says it is.",
        ),
        (
            codecs.BOM_UTF16_LE + "Name,Email\nAnn,a@example.com\n".encode("utf-16-le") + b"x",
            "Line 3 is damaged: it is not UTF-16, which the file says it is.",
        ),
        (b",,\n,,\n", "There is nothing in this file but empty lines."),
        (
            b"Ann,ann@example.com\n",
            "Line 1 should name the columns, such as Name, Email and Phone. It says: Ann, ann@example.com.",
        ),
        (b"\nName,Phone\n", "There is no column for the e-mail address. Line 2 names: Name, Phone."),
        (b"Email,Phone\n", "There is no column for the name. Line 1 names: Email, Phone."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(Unreadable) as refusal:
        read(data)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("head", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08\x00"])
def test_a_workbook_is_refused_with_the_way_out(head):
    with pytest.raises(Unreadable, match="choose Save as, CSV UTF-8"):
        read(head + b"\x00" * 100)


def test_a_line_without_end_is_refused_before_it_fills_the_memory():
    with pytest.raises(Unreadable, match="A line has 1000000 characters or more"):
        read(b"Name,Email\n" + b"x" * 3_000_000)
    sheet = read(b"Name,Email\n" + b"Ann,ann@example.com\n" * 99 + b"x" * 3_000_000)
    with pytest.raises(Unreadable, match="A line has 1000000 characters or more"):
        list(sheet.rows())


def test_a_stream_is_read_from_its_start_and_left_open():
    stream = io.BytesIO(b"Name,Email\nAnn,ann@example.com\n")
    stream.seek(9)
    sheet = read(stream)
    assert [row.values["name"] for row in sheet.rows()] == ["Ann"]
    first = sheet.rows()
    next(first)
    first.close()
    assert not stream.closed


def test_a_problem_keeps_its_sentence_apart_from_what_goes_into_it():
    (row,) = rows("Name,Email\nAnn,{oops}\n")
    assert row.problems == (Problem(2, "Email", "“{value}” is not an e-mail address.", {"value": "{oops}"}),)
    assert row.problems[0].message == "“{oops}” is not an e-mail address."


@pytest.mark.parametrize(
    ("written", "kept"),
    [("German", "de"), ("deutsch", "de"), ("DE", "de"), ("pt_BR", "pt-br"), ("", ""), ("日本語", "ja")],
)
def test_a_language_is_known_by_its_name_or_its_code(written, kept):
    assert values(f"Name,Email,Language\nAnn,ann@example.com,{written}\n", "language") == [kept]


def test_what_is_no_language_is_said():
    assert messages("Name,Email,Language\nAnn,ann@example.com,Klingon\n") == [
        "Line 2, Language: “Klingon” is not a language. Write its name or its code, such as German or de."
    ]
