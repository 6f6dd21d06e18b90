import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.mentions import Person, Place, find, handle, settle

ANN = Person(1, "Ann Lee")
PARKER = Person(2, "Ann Lee Parker")
JOHN = Person(3, "John Smith")
OTHER_JOHN = Person(4, "John Smith")
OBRIEN = Person(5, "Seán O’Brien")
CATHERINE = Person(6, "Catherine Delacroix-Montgomery")
TEAM = [ANN, PARKER, JOHN, OTHER_JOHN, OBRIEN, CATHERINE]


def named(text, people=TEAM):
    return [(place.written, place.people) for place in find(text, people)]


@pytest.mark.parametrize("text", ["@JohnSmith", "@John Smith", "@john smith", "@JOHNSMITH", "@John  Smith"])
def test_a_name_typed_whole_names_the_person(text):
    assert named(f"Hi {text}, look", [ANN, JOHN]) == [(text, (3,))]


@pytest.mark.parametrize(
    "text", ["@John", "@Smith", "@JohnSmithson", "@John\nSmith", "JohnSmith", "x@JohnSmith", "@@x"]
)
def test_half_a_name_names_nobody(text):
    assert named(text, [JOHN]) == []


def test_the_longest_name_wins():
    assert named("@Ann Lee Parker and @Ann Lee, @AnnLeeParker") == [
        ("@Ann Lee Parker", (2,)),
        ("@Ann Lee", (1,)),
        ("@AnnLeeParker", (2,)),
    ]


def test_namesakes_leave_the_choice_open():
    assert named("@JohnSmith") == [("@JohnSmith", (3, 4))]


@pytest.mark.parametrize("text", ["@John Smith's", "@John Smith.", "(@John Smith)", "👍@John Smith", "@John Smith-"])
def test_signs_may_stand_around_a_name(text):
    assert named(text, [JOHN]) == [("@John Smith", (3,))]


def test_apostrophes_and_hyphens_are_part_of_a_name():
    assert named("@seán o'brien @SeánO’Brien @catherine delacroix-montgomery") == [
        ("@seán o'brien", (5,)),
        ("@SeánO’Brien", (5,)),
        ("@catherine delacroix-montgomery", (6,)),
    ]


def test_names_from_right_to_left_and_with_signs_of_patterns():
    people = [Person(1, "דנה כהן"), Person(2, "A+ (B) [C]"), Person(3, "🐙")]
    assert named("שלום @דנה כהן! @A+ (B) [C] @🐙", people) == [("@דנה כהן", (1,)), ("@A+ (B) [C]", (2,)), ("@🐙", (3,))]


def test_a_person_without_name_is_never_named():
    assert named("@ @  ", [Person(1, " ")]) == []


def test_places_are_where_the_names_stand():
    assert find("a @Ann Lee b", [ANN]) == [Place(2, 10, "@Ann Lee", (1,))]


def test_a_choice_settles_namesakes():
    places = find("@JohnSmith and @John Smith, @Ann Lee", TEAM)
    asked = settle(places)
    assert [place.written for place in asked.unclear] == ["@JohnSmith", "@John Smith"]
    assert asked.people == [1]
    settled = settle(places, chosen=[4, 99])
    assert settled.unclear == ()
    assert settled.people == [4, 1]
    assert settle(places, chosen=[3, 4]).people == [3, 4, 1]


def test_a_name_can_stay_mere_text():
    places = find("@JohnSmith and @John Smith, @Ann Lee", TEAM)
    assert settle(places, plain=["@john smith"]).people == [1]
    assert settle(places, chosen=[3], plain=["@AnnLee"]).people == [3]


NAMES = st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8), min_size=1, max_size=3).map(
    " ".join
)
PEOPLE = st.lists(NAMES, min_size=1, max_size=6).map(lambda names: [Person(at, name) for at, name in enumerate(names)])


@given(st.text(), PEOPLE)
def test_places_lie_apart_inside_the_text(text, people):
    end = 0
    for place in find(text, people):
        assert end <= place.start < place.end <= len(text)
        assert text[place.start : place.end] == place.written
        assert place.written.startswith("@")
        assert place.people
        end = place.end


@given(PEOPLE, st.data())
def test_whoever_is_named_whole_is_found(people, data):
    person = data.draw(st.sampled_from(people))
    written = data.draw(st.sampled_from([person.name, person.name.replace(" ", "")]))
    [place] = find(f"so @{written}, look", people)
    assert place.written == f"@{written}"
    assert person.id in place.people


@given(PEOPLE, st.text(st.characters(categories=["L", "N", "Z", "P"]), max_size=30))
def test_people_of_a_place_bear_its_name(people, text):
    names = {person.id: person.name for person in people}
    for place in find(f"@{text}", people):
        for person in place.people:
            assert len(handle(names[person])) == len(handle(place.written)) or re.search(r"[^\x00-\x7f]", place.written)


def test_a_text_full_of_names_is_read_quickly():
    people = [Person(at, f"Person Number{at}") for at in range(400)]
    text = "@PersonNumber399 " * 600
    assert len(find(text, people)) == 600
