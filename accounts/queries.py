"""Who is who, by e-mail."""

from allauth.account.models import EmailAddress

from accounts.models import User


def person_of(email: str) -> User | None:
    """The person who signs in with this address, proven or not."""
    person = User.objects.filter(email__iexact=email.strip()).first()
    if person is None:
        address = EmailAddress.objects.filter(email__iexact=email.strip()).select_related("user").first()
        return address.user if address else None
    return person


def proven_emails(user: User) -> list[str]:
    """The addresses that this person has shown to be theirs, in lower case, the main one first."""
    found = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "id")
    return [email.lower() for email in found.values_list("email", flat=True)]
