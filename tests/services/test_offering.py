"""The catalogue as it is offered for one size."""

from decimal import Decimal

from services.models import AddOnLink, Package, Service
from services.queries import offering

BY_SIZE = [(2000, "200.00", 60), (1000, "100.00", 45), (None, "300.00", 90)]


def offered(world, size=2000):
    with world.scope():
        found = offering(size)
    return (
        [
            (option.item.name, option.price, option.minutes)
            for _heading, options in found.categories
            for option in options
        ],
        [(option.item.name, option.price, option.saving, option.includes) for option in found.packages],
        [option.item.name for option in found.add_ons],
    )


def test_each_size_has_its_price_and_its_minutes(north):
    north.service("Photos", tiers=BY_SIZE)
    at = {size: offered(north, size)[0] for size in (1000, 1001, 9000)}
    assert at == {
        1000: [("Photos", Decimal("100.000"), 45)],
        1001: [("Photos", Decimal("200.000"), 60)],
        9000: [("Photos", Decimal("300.000"), 90)],
    }


def test_without_a_size_only_flat_prices_are_offered_and_nothing_without_one(north):
    north.service("Photos", tiers=BY_SIZE)
    north.service("Floor plan", price="80.00")
    north.service("Small homes", tiers=[(500, "50.00", 30)])
    with north.scope():
        Service.objects.create(name="Drone", category=north.category, is_active=True)
    assert [name for name, *_ in offered(north, None)[0]] == ["Floor plan"]
    assert [name for name, *_ in offered(north)[0]] == ["Photos", "Floor plan"]


def test_a_package_is_offered_with_all_of_its_services_or_not_at_all(north):
    photos, plan = north.service("Photos", tiers=BY_SIZE), north.service("Floor plan", price="80.00", minutes=15)
    small = north.service("Small homes", tiers=[(500, "50.00", 30)])
    north.package(plan, photos, name="Both", price="250.00")
    north.package(photos, small, name="With a part that has no price")
    north.package(name="Empty")
    assert offered(north)[1] == [("Both", Decimal("250.000"), Decimal("30.000"), ("Floor plan", "Photos"))]
    with north.scope():
        Service.objects.filter(pk=plan.pk).update(is_active=False)
    assert offered(north)[1] == []


def test_what_is_switched_off_or_of_another_company_is_not_offered(north, south):
    photos = north.service("Photos")
    north.package(photos, name="Off")
    with north.scope():
        Package.objects.update(is_active=False)
    south.package(south.service("Theirs"), name="Theirs too")
    assert offered(north) == ([("Photos", Decimal("100.000"), 60)], [], [])


def test_add_ons_go_with_what_they_are_linked_to_or_with_their_category(north):
    photos, video = north.service("Photos"), north.service("Video")
    twilight, music = north.service("Twilight", kind="add_on"), north.service("Music", kind="add_on")
    with north.scope():
        AddOnLink.objects.create(add_on=music, core=video)
        found = offering(2000)
    names = {core.name: [option.item.name for option in found.add_ons_for([core])] for core in (photos, video)}
    assert names == {"Photos": ["Twilight"], "Video": ["Twilight", "Music"]}
    assert offered(north)[2] == [twilight.name, music.name]


def test_the_catalogue_takes_two_queries_however_large_it_is(north, django_assert_num_queries):
    north.package(north.service(), north.service())
    north.package(north.service("Add-on", kind="add_on"), north.service())
    with north.scope(), django_assert_num_queries(2):
        offering(2000)
