import pytest
from django.core.exceptions import ValidationError

from companies.naming import clean_host, clean_own_domain, clean_slug, slug_for, time_zones


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("book.example.com", "book.example.com"),
        (" HTTPS://Book.Example.com/path?x=1 ", "book.example.com"),
        ("book.example.com:8000", "book.example.com"),
        ("book.example.com.", "book.example.com"),
        ("bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_a_host_is_kept_as_browsers_send_it(given, kept):
    assert clean_host(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "",
        "localhost",
        "192.168.1.1",
        "[::1]",
        "a b.example",
        "-a.example",
        "a..example",
        "x" * 64 + ".example",
        "a.example@b",
    ],
)
def test_what_is_no_host_is_refused(given):
    with pytest.raises(ValidationError, match="Give a domain such as"):
        clean_host(given)


@pytest.mark.parametrize("given", ["localhost", "other.localhost", "Deep.Down.LOCALHOST"])
def test_names_under_our_own_domain_are_ours_to_give(given):
    with pytest.raises(ValidationError):
        clean_own_domain(given)


@pytest.mark.parametrize("given", ["ab", "a" * 41, "two words", "-edge", "edge-", "ünder", "www", "start", "a.b"])
def test_a_short_name_that_cannot_stand_in_an_address_is_refused(given):
    with pytest.raises(ValidationError):
        clean_slug(given)


def test_a_short_name_is_made_of_a_name():
    assert (slug_for("Lakeshore Média & Söhne"), slug_for("x" * 60)) == ("lakeshore-media-sohne", "x" * 40)


def test_time_zones_are_those_people_live_in():
    zones = time_zones()
    assert ("America/Chicago" in zones, "Etc/GMT+1" in zones, "EST" in zones) == (True, False, False)
