"""How people sign in and up, fitted to companies on many hosts."""

from typing import Any, override

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from companies.hosts import bare_name


class AccountAdapter(DefaultAccountAdapter):
    """Agents may sign up by themselves; mail goes through our own stored rows."""

    @override
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        from companies.account_mail import send_account_mail

        send_account_mail(self.request, template_prefix, email, context)

    @override
    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/"


class MFAAdapter(DefaultMFAAdapter):
    @override
    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the host it was made on, so its name is the company's there."""
        request = context.request
        company = getattr(request, "company", None)
        name = bare_name(request.get_host())
        return {"id": name, "name": company.name if company else name}
