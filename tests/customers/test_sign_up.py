import pytest
from allauth.account.models import EmailAddress

from accounts.actions import create_person
from activity.models import Activity
from customers.models import Customer
from customers.sign_up import become_customer, customer_of, recognise


@pytest.fixture
def guest(north):
    """Somebody who booked without an account."""
    return north.customer("Greta Guest", with_account=False)


def test_a_guest_who_proves_the_e_mail_finds_their_orders(north, guest):
    user = create_person(email=guest.email.upper(), name="Greta", is_verified=True)
    with north.scope():
        assert (recognise(user), customer_of(user)) == (guest, guest)
        assert list(Activity.objects.filter(verb="customer.linked").values_list("actor_name", "subject_id")) == [
            ("Greta", guest.pk)
        ]


def test_nobody_is_linked_before_the_e_mail_is_proven(north, guest):
    user = create_person(email=guest.email, name="Somebody", is_verified=False)
    with north.scope():
        assert (recognise(user), become_customer(user)) == (None, None)
        assert Customer.objects.get(pk=guest.pk).user is None


def test_a_second_proven_address_finds_orders_too(north, guest):
    user = create_person(email="private@example.com", name="Greta", is_verified=True)
    EmailAddress.objects.create(user=user, email=guest.email, verified=True)
    with north.scope():
        assert recognise(user) == guest


def test_a_new_person_becomes_a_customer(north):
    user = create_person(email="nina@example.com", name="Nina New", is_verified=True)
    with north.scope():
        customer = become_customer(user)
        assert (customer.name, customer.email, customer.user) == ("Nina New", "nina@example.com", user)


def test_twice_is_once(north):
    user = create_person(email="nina@example.com", name="Nina New", is_verified=True)
    with north.scope():
        assert become_customer(user) == become_customer(user)
        assert Customer.objects.filter(user=user).count() == 1


def test_an_e_mail_that_is_another_customers_is_left_to_them(north):
    """Agnes signs in with another address today, but her orders stand under the old one."""
    user = create_person(email="old@example.com", name="Thief", is_verified=True)
    with north.scope():
        Customer.objects.filter(pk=north.agent.pk).update(email="old@example.com")
        assert (become_customer(user), Customer.objects.get(pk=north.agent.pk).user) == (None, north.agent.user)


def test_being_recognised_makes_no_customer(north):
    user = create_person(email="nina@example.com", name="Nina New", is_verified=True)
    with north.scope():
        assert (recognise(user), Customer.objects.count()) == (None, 0)


def test_each_company_has_its_own_customer(north, south):
    user = create_person(email="nina@example.com", name="Nina New", is_verified=True)
    with north.scope():
        in_north = become_customer(user)
    with south.scope():
        assert customer_of(user) is None
        assert become_customer(user).pk != in_north.pk
