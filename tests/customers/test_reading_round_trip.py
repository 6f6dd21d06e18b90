import csv
import io
import tracemalloc

import phonenumbers
from hypothesis import example, given
from hypothesis import strategies as st

from customers.reading import Unreadable, read

FIELDS = ("name", "email", "phone", "brokerage", "preferences", "notes", "language")
HEADINGS = {
    "name": "Name",
    "email": "E-mail",
    "phone": "Phone",
    "brokerage": "Company",
    "preferences": "Preferences",
    "notes": "Notes",
    "language": "Language",
}
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
DELIMITERS = st.sampled_from([",", ";", "\t"])
ENDS = st.sampled_from(["\n", "\r\n"])
# No control characters, no halves of pairs, and no letter that one 8-bit letter after another could be mistaken for.
ANY = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff")
WESTERN = st.sampled_from("abcdefgh XYZ,;\"'=-+@éèüöäñçßÀ")


def clean_line(text):
    return " ".join(text.split())


def customers(letters):
    line = st.text(letters, max_size=30).map(clean_line)
    lines = st.lists(line, max_size=3).map(lambda parts: "\n".join(parts).strip())
    return st.lists(
        st.fixed_dictionaries(
            {
                "name": line.filter(bool),
                "phone": st.sampled_from(["", "+13125550142", "+442079460958"]),
                "brokerage": line,
                "preferences": lines,
                "notes": lines,
                "language": st.sampled_from(["", "de", "pt-br"]),
            }
        ),
        min_size=1,
        max_size=6,
    )


def written(rows, delimiter, end):
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=delimiter, lineterminator=end)
    writer.writerow([HEADINGS[field] for field in FIELDS])
    for number, row in enumerate(rows):
        row["email"] = f"agent{number}@example.com"
        writer.writerow([row[field] for field in FIELDS])
    return sheet.getvalue()


@given(rows=customers(ANY), encoding=ENCODINGS, delimiter=DELIMITERS, end=ENDS)
def test_what_a_spreadsheet_writes_is_read_back(rows, encoding, delimiter, end):
    sheet = read(written(rows, delimiter, end).encode(encoding))
    assert sheet.delimiter == delimiter
    assert [(dict(row.values), row.problems) for row in sheet.rows()] == [(row, ()) for row in rows]


@given(rows=customers(WESTERN), delimiter=DELIMITERS, end=ENDS)
def test_what_an_old_windows_program_writes_is_read_back(rows, delimiter, end):
    text = written(rows, delimiter, end)
    sheet = read(text.encode("cp1252"))
    assert sheet.encoding == ("utf-8" if text.isascii() else "cp1252")
    assert [(dict(row.values), row.problems) for row in sheet.rows()] == [(row, ()) for row in rows]


@given(data=st.binary(min_size=1, max_size=400) | st.binary(max_size=200).map(b"Name,Email\n".__add__))
def test_any_bytes_are_read_or_refused_and_never_break_it(data):
    try:
        rows = list(read(data).rows())
    except Unreadable as refusal:
        assert str(refusal)
    else:
        assert all(row.ok or all(str(problem) for problem in row.problems) for row in rows)


@given(text=st.text(st.sampled_from('ab",;\n\r \t=\x00é'), max_size=200))
def test_any_text_keeps_lines_in_order(text):
    try:
        rows = list(read(f"Name,Email,Notes\n{text}".encode()).rows())
    except Unreadable as refusal:
        assert str(refusal)
    else:
        lines = [row.line for row in rows]
        assert lines == sorted(set(lines))


@given(
    prefix=st.sampled_from(["", "+1", "+1 ", "1 ", "+1-"]),
    area=st.integers(190, 999),
    exchange=st.integers(190, 999),
    line=st.integers(0, 9999),
    shape=st.sampled_from(["({}) {}-{}", "{}-{}-{}", "{}.{}.{}", "{}{}{}", "{} {} {}"]),
    region=st.sampled_from(["US", "CA", "JM", "DE"]),
)
@example(prefix="", area=312, exchange=555, line=142, shape="{}-{}-{}", region="DE")
def test_american_numbers_are_judged_as_the_library_judges_them(prefix, area, exchange, line, shape, region):
    text = prefix + shape.format(area, exchange, f"{line:04}")
    number = phonenumbers.parse(text, region)
    (row,) = read(f"Name,Phone\nAnn,{text}\n".encode(), region=region, required=()).rows()
    assert row.ok == phonenumbers.is_valid_number(number)
    assert row.values["phone"] == (phonenumbers.format_number(number, 0) if row.ok else "")


def peak(path, number):
    with path.open("w", encoding="utf-8") as file:
        file.write("Name,Notes\n")
        file.writelines(f"Ann Agent {line},likes twilight {line}\n" for line in range(number))
    tracemalloc.start()
    with path.open("rb") as stream:
        count = sum(row.ok for row in read(stream, required=("name",)).rows())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == number
    return most


def test_memory_does_not_grow_with_the_rows(tmp_path):
    few, many = peak(tmp_path / "few.csv", 3_000), peak(tmp_path / "many.csv", 12_000)
    assert many < few * 1.1
