import pytest
from allauth.account.models import EmailAddress

from accounts.actions import change_person, create_person, prove_email
from accounts.models import User
from accounts.queries import person_of, proven_emails
from accounts.refusals import EmailTaken


def addresses(user):
    return list(EmailAddress.objects.filter(user=user).values_list("email", "primary", "verified"))


def test_a_person_is_made_with_an_address(db):
    user = create_person(email=" Mia@Example.com ", name=" Mia ", password="a-good-password", is_verified=False)
    assert (user.email, user.name, user.check_password("a-good-password"), addresses(user)) == (
        "mia@example.com",
        "Mia",
        True,
        [("mia@example.com", True, False)],
    )


def test_without_a_password_nobody_signs_in_with_one(db):
    assert create_person(email="mia@example.com", name="Mia", is_verified=True).has_usable_password() is False


def test_an_address_makes_one_person_whatever_its_case(db):
    create_person(email="mia@example.com", name="Mia", is_verified=True)
    with pytest.raises(EmailTaken, match="an account with this e-mail already"):
        create_person(email="MIA@example.com", name="Other", is_verified=True)
    assert User.objects.count() == 1


def test_name_and_phone_are_changed(db):
    user = create_person(email="mia@example.com", name="Mia", is_verified=True)
    changed = change_person(user, name=" Mia Bright ", phone=" +1 312 555 0100 ")
    assert (changed.name, changed.phone) == ("Mia Bright", "+1 312 555 0100")


def test_an_address_is_proven_once_and_stays_so(db):
    user = create_person(email="mia@example.com", name="Mia", is_verified=False)
    for _ in range(2):
        prove_email(user)
    assert addresses(user) == [("mia@example.com", True, True)]


def test_an_account_without_an_address_gets_one_when_it_is_proven(db):
    user = User.objects.create_user("mia@example.com", name="Mia")
    prove_email(user)
    assert addresses(user) == [("mia@example.com", True, True)]


def test_a_person_is_found_by_any_of_their_addresses(db):
    user = create_person(email="mia@example.com", name="Mia", is_verified=True)
    EmailAddress.objects.create(user=user, email="second@example.com", verified=True)
    assert [person_of(email) for email in ("MIA@example.com ", "Second@example.com", "third@example.com")] == [
        user,
        user,
        None,
    ]


def test_only_proven_addresses_count_the_main_one_first(db):
    user = create_person(email="mia@example.com", name="Mia", is_verified=True)
    EmailAddress.objects.create(user=user, email="Early@example.com", verified=True)
    EmailAddress.objects.create(user=user, email="claimed@example.com", verified=False)
    assert proven_emails(user) == ["mia@example.com", "early@example.com"]
