"""Everything that changes a company and its team."""

from companies.actions.founding import create_company
from companies.actions.hosts import add_host, make_primary, remove_host
from companies.actions.invitations import accept, accept_as_new, invite, send_again, withdraw
from companies.actions.legal import publish_legal
from companies.actions.settings import change_brand, change_company, offer_language, set_hours, withdraw_language
from companies.actions.taxes import add_tax, change_tax, make_standard, remove_tax
from companies.actions.team import change_member, choose_tone, deactivate, note_sign_in, reactivate

__all__ = [
    "accept",
    "accept_as_new",
    "add_host",
    "add_tax",
    "change_brand",
    "change_company",
    "change_member",
    "change_tax",
    "choose_tone",
    "create_company",
    "deactivate",
    "invite",
    "make_primary",
    "make_standard",
    "note_sign_in",
    "offer_language",
    "publish_legal",
    "reactivate",
    "remove_host",
    "remove_tax",
    "send_again",
    "set_hours",
    "withdraw",
    "withdraw_language",
]
