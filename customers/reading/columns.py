"""Which column means what, by the headings people use."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from customers.reading.problems import Unreadable, gettext_noop

type Field = Literal["name", "email", "phone", "brokerage", "preferences", "notes", "language"]
type Source = Field | Literal["first_name", "last_name"]

# As long as the columns of the database, where those have a bound.
LONGEST: Final[Mapping[Field, int]] = {"name": 160, "email": 254, "phone": 32, "brokerage": 160}

OWNERS: Final = ("", "agent", "client", "contact", "customer", "realtor")
HEADINGS: Final[Mapping[Source, str]] = {
    "name": "name fullname displayname",
    "first_name": "firstname first givenname forename fname",
    "last_name": "lastname last surname familyname lname",
    "email": "email emailaddress mail primaryemail workemail email1 email1address email1value",
    "phone": "phone phonenumber telephone telephonenumber tel mobile mobilephone mobilenumber phonemobile cell cellphone "
    "cellnumber primaryphone workphone businessphone phone1 phone1value",
    "brokerage": "brokerage brokeragename company companyname office officename agency agencyname team teamname firm "
    "firmname organization organisation organizationname organisationname organization1name",
    "preferences": "preferences preference shootpreferences shootingpreferences photopreferences",
    "notes": "notes note comments comment remarks remark privatenotes internalnotes adminnotes",
    "language": "language lang locale preferredlanguage languagecode",
}
MEANINGS: Final[Mapping[str, Source]] = {
    owner + heading: source for source, headings in HEADINGS.items() for heading in headings.split() for owner in OWNERS
} | {owner: "name" for owner in OWNERS if owner}

MISSING: Final[Mapping[Field, str]] = {
    "name": gettext_noop("There is no column for the name. Line {line} names: {headings}."),
    "email": gettext_noop("There is no column for the e-mail address. Line {line} names: {headings}."),
    "phone": gettext_noop("There is no column for the phone number. Line {line} names: {headings}."),
    "brokerage": gettext_noop("There is no column for the brokerage. Line {line} names: {headings}."),
    "preferences": gettext_noop("There is no column for the preferences. Line {line} names: {headings}."),
    "notes": gettext_noop("There is no column for the notes. Line {line} names: {headings}."),
    "language": gettext_noop("There is no column for the language. Line {line} names: {headings}."),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its heading as in the file, and what it is read as; None where it is not used."""

    heading: str
    source: Source | None


def meaning(heading: str) -> Source | None:
    """What a heading means, whatever its case, spaces and dashes."""
    return MEANINGS.get("".join(letter for letter in heading.casefold() if letter.isalnum()))


def columns_of(headings: Sequence[str]) -> tuple[Column, ...]:
    """The columns in order; of two that mean the same the first is used."""
    columns: list[Column] = []
    used: set[Source] = set()
    for heading in headings:
        source = meaning(heading)
        columns.append(Column(" ".join(heading.split()), None if source in used else source))
        if source:
            used.add(source)
    return tuple(columns)


def check_required(columns: Sequence[Column], required: Collection[Field], line: int) -> None:
    """Refuse a file whose first line lacks a column that every row needs."""
    sources = {column.source for column in columns}
    if sources & {"first_name", "last_name"}:
        sources.add("name")
    headings = ", ".join(column.heading for column in columns if column.heading)[:200]
    if not sources - {None}:
        raise Unreadable(
            gettext_noop("Line {line} should name the columns, such as Name, Email and Phone. It says: {headings}."),
            line=line,
            headings=headings,
        )
    for field in required:
        if field not in sources:
            raise Unreadable(MISSING[field], line=line, headings=headings)
