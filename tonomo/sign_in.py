"""How people sign in and up, fitted to companies on many hosts: allauth keeps the rules, this says who belongs where."""

from typing import Any, override
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from companies.actions import note_sign_in
from companies.hosts import bare_name
from companies.queries import member_of
from companies.scope import company_scope
from core.components.devices import device
from core.secrets import lock, unlock
from customers.sign_up import become_customer, customer_of, recognise
from notifications.actions import send_letter
from tonomo.account_mail import letter


class AccountAdapter(DefaultAccountAdapter):
    """On a company's host, members come to work, agents to their orders; mail goes through our stored rows."""

    @override
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Some of these are asked for only after the request has committed, so the scope is opened here again."""
        template, words = letter(template_prefix, context)
        with company_scope(self.request.company.pk):
            send_letter(template, to=email, kind="account", key=f"account:{uuid4()}", **words)

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Agents make their own accounts; the team is invited."""
        return request.company is not None

    @override
    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Somebody whose access here has ended stays outside; another company may well let them in."""
        refused: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if refused:
            return refused
        member = member_of(user.pk)
        if member is None or member.is_active or customer_of(user):
            return None
        return render(request, "accounts/ended.html", status=403)

    @override
    def post_login(self, request: HttpRequest, user: User, *, signup: bool, **kwargs: Any) -> HttpResponse:
        """Whoever is through: by now their e-mail is proven, so orders they made as a guest become theirs."""
        member = member_of(user.pk)
        if member and member.is_active:
            note_sign_in(member, at=timezone.now())
        elif signup:
            become_customer(user)
        else:
            recognise(user)
        response: HttpResponse = super().post_login(request, user, signup=signup, **kwargs)
        return response

    @override
    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To work, to one's orders, or to a page that says why neither."""
        member = member_of(request.user.pk)
        if member and member.is_active:
            return "/"
        return "/my/orders/" if customer_of(request.user) else reverse("companies:no_place")

    @override
    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    @override
    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("companies:profile")


class MFAAdapter(DefaultMFAAdapter):
    """Second steps and passkeys, under the company's name."""

    @override
    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the host it was made on, so its name is the company's there."""
        request = context.request
        name = bare_name(request.get_host())
        return {"id": name, "name": request.company.name if request.company else name}

    @override
    def get_totp_issuer(self) -> str:
        company = context.request.company
        return company.name if company else bare_name(context.request.get_host())

    @override
    def generate_authenticator_name(self, user: User, type: Any) -> str:
        """A key is called after the machine it is made on, until its owner calls it something else."""
        return device(context.request.headers.get("User-Agent", ""))

    @override
    def encrypt(self, text: str) -> str:
        return lock(text)

    @override
    def decrypt(self, encrypted_text: str) -> str:
        return unlock(encrypted_text)
