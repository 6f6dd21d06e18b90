import threading
from zoneinfo import ZoneInfo

import pytest
import zipcodes

from core.places import Place, UnknownPlace, locate
from core.places.states import STATES, state_code
from core.places.zip_centroids import ZipCentroids, five_digits, zip_in_state

CHICAGO = Place(
    latitude=41.9399,
    longitude=-87.6528,
    time_zone="America/Chicago",
    city="Chicago",
    state="IL",
    precision="postal_code",
)


def test_the_setting_names_the_geocoder(settings):
    settings.GEOCODER = "core.places.zip_centroids.ZipCentroids"
    assert locate("3214 N Racine Ave", "Chicago", "IL", "60657") == CHICAGO


@pytest.mark.parametrize("written", ["60657", " 60657\n", "60657-1234", "60657 1234", "606571234"])
def test_a_zip_code_is_found_however_it_is_spaced(written):
    assert ZipCentroids().locate("", "", "IL", written) == CHICAGO


@pytest.mark.parametrize("state", ["IL", "il", "Illinois", " ILLINOIS ", ""])
def test_the_right_state_gives_no_warning(state):
    assert ZipCentroids().locate("", "", state, "60657").warning == ""


def test_another_state_is_a_warning_not_a_refusal():
    place = ZipCentroids().locate("", "", "WI", "60657")
    assert (place.state, place.warning) == (
        "IL",
        "The ZIP code 60657 is in Chicago, Illinois, not in Wisconsin. Please check the address.",
    )


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("00000", "We do not know the ZIP code 00000. Please check its five digits."),
        (
            "6065",
            "“6065” is not a ZIP code. A ZIP code has five digits, such as 60614.",
        ),
        (
            "SW1A 1AA",
            "“SW1A 1AA” is not a ZIP code. A ZIP code has five digits, such as 60614.",
        ),
        (
            "٦٠٦٥٧",
            "“٦٠٦٥٧” is not a ZIP code. A ZIP code has five digits, such as 60614.",
        ),
        (
            "6" * 500,
            f"“{'6' * 20}” is not a ZIP code. A ZIP code has five digits, such as 60614.",
        ),
        ("  ", "Please give the ZIP code of the property."),
        ("09002", "The ZIP code 09002 is a mail address without a place on the map."),
    ],
)
def test_what_cannot_be_found_is_refused_with_a_sentence(written, sentence):
    with pytest.raises(UnknownPlace) as refused:
        ZipCentroids().locate("1 Main St", "Anywhere", "IL", written)
    assert str(refused.value) == sentence


def test_another_country_is_refused_with_a_sentence():
    with pytest.raises(UnknownPlace) as refused:
        ZipCentroids().locate("Domkloster 4", "Köln", "", "50667", country="Germany")
    assert str(refused.value) == "We only know addresses in the United States, not in “Germany”."


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("46304", "America/Chicago"),
        ("46601", "America/Indiana/Indianapolis"),
        ("98101", "America/Los_Angeles"),
        ("99634", "America/Anchorage"),
    ],
)
def test_the_time_zone_is_the_propertys(code, zone):
    assert ZipCentroids().locate("", "", "", code).time_zone == zone


def test_every_zip_code_of_the_demo_states_has_a_real_zone():
    rows = [row for row in zipcodes.filter_by() if row["state"] in {"IL", "IN", "WI", "WA"}]
    assert [row["zip_code"] for row in rows if not ZoneInfo(row["timezone"]).key] == []


def test_a_zip_code_is_in_its_state_only():
    assert [
        zip_in_state("60657", "IL"),
        zip_in_state("60657-0001", "illinois"),
        zip_in_state("60657", "IN"),
    ] == [
        True,
        True,
        False,
    ]


def test_states_are_known_by_code_and_name():
    assert [state_code(written) for written in ("wa", "Washington", "D.C.", "New  York", "Atlantis")] == [
        "WA",
        "WA",
        "DC",
        "NY",
        "",
    ]
    assert {row["state"] for row in zipcodes.filter_by(zip_code_type="STANDARD")} <= set(STATES)


def test_five_digits_are_what_is_kept():
    assert five_digits(" 60614-3301 ") == "60614"


def test_many_threads_may_ask_at_once():
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(ZipCentroids().locate("", "", "", "60657"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [CHICAGO] * 8
