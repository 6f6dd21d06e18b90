"""Who is signed in: the person, and with them their place in the company of this host."""

from typing import override

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from companies.models import Member
from companies.scope import is_scoped


class PeopleBackend(AuthenticationBackend):
    """Signs in as allauth does, and finds a person of the team together with their membership, in one query."""

    @override
    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        """The person, with `member` set: their active membership here, or None once it was looked for."""
        member = Member.objects.active().select_related("user").filter(user_id=user_id).first() if is_scoped() else None
        user = member.user if member else super().get_user(user_id)
        if user is None or not self.user_can_authenticate(user):
            return None
        if is_scoped():
            user.member = member
        return user
