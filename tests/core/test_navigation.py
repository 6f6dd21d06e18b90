import pytest
from django.urls import Resolver404, resolve

from companies.capabilities import ADMIN, CONTRACTOR, Can
from core.navigation import GROUPS, Place, groups_for


def test_contractor_sees_only_what_is_open_to_them():
    assert [place.path for group in groups_for(CONTRACTOR) for place in group.places] == [
        "/",
        "/inbox/",
        "/orders/",
        "/schedule/",
    ]


def test_orders_stand_under_order_management():
    group = next(group for group in groups_for(ADMIN) if group.name == "Order Management")
    assert group.places[0].path == "/orders/"


def test_every_capability_asked_for_is_one_we_know():
    asked = {place.needs for group in GROUPS for place in group.places if place.needs}
    assert asked <= {str(capability) for capability in Can}


@pytest.mark.parametrize("path", [place.path for group in GROUPS for place in group.places])
def test_every_place_leads_somewhere(path):
    try:
        resolve(path)
    except Resolver404:
        pytest.fail(f"nothing answers at {path}")


def test_home_holds_only_the_first_page():
    home = Place("Home", "/", "home")
    assert (home.holds("/"), home.holds("/orders/")) == (True, False)
