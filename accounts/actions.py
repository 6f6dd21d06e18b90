"""Everything that changes an account, besides what allauth does: sign-up, password, second factor."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.refusals import EmailTaken


@transaction.atomic
def create_person(*, email: str, name: str, password: str | None = None, is_verified: bool) -> User:
    """Make an account; raises EmailTaken. `is_verified`: somebody has shown that the address is theirs."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, name=name.strip())
    except IntegrityError:
        raise EmailTaken from None
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=is_verified)
    return user


@transaction.atomic
def change_person(user: User, *, name: str, phone: str) -> User:
    """Change how a person is called and reached, in every company alike."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.name, user.phone = name.strip(), phone.strip()
    user.save(update_fields=["name", "phone"])
    return user


@transaction.atomic
def prove_email(user: User) -> None:
    """Take the person's address as theirs: an invitation or a code that was sent there came back."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True}, create_defaults={"verified": True, "primary": True}
    )
