"""What people type about papers and money, turned into values."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any, override
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from invoicing.actions.drafting import BILL_TO
from invoicing.actions.payments import BY_HAND
from invoicing.models import Invoice
from invoicing.queries.listing import PER_PAGE, TABS

SYMBOLS = re.compile(r"^[^\d.,+-]+|[^\d.,+-]+$")
FIGURE = re.compile(r"^-?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?$")
SWAP = str.maketrans(",.", ".,")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MoneyField(forms.CharField):
    """An amount as people write it: 1283.89, $1,283.89 or 1.283,89 €."""

    default_error_messages = {"invalid": _("Enter an amount, such as 1283.89.")}

    @override
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "class": "is-figure"})

    @override
    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        amount = amount_of(text)
        if amount is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return amount


def amount_of(text: str) -> Decimal | None:
    """The amount in a text; None for anything else."""
    bare = SYMBOLS.sub("", re.sub(r"[\s\u00a0\u202f'’]", "", text).replace("−", "-"))
    last = max(bare.rfind(","), bare.rfind("."))
    is_continental = last >= 0 and bare[last] == "," and ("." in bare or len(bare) - last - 1 in {1, 2})
    bare = bare.translate(SWAP) if is_continental else bare
    if not FIGURE.match(bare) or not re.search(r"\d", bare):
        return None
    try:
        return Decimal(bare.replace(",", ""))
    except InvalidOperation:
        return None


class PaymentForm(forms.Form):
    """Money that came in by hand."""

    amount = MoneyField(label=_("Amount"))
    method = forms.ChoiceField(label=_("How"), choices=[(each.value, each.label) for each in BY_HAND])
    received_on = forms.DateField(label=_("Received on"), widget=DayInput)
    reference = forms.CharField(
        label=_("Reference"),
        max_length=120,
        required=False,
        help_text=_("The number of the cheque, or what the bank says."),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class ReversalForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=120, widget=forms.Textarea(attrs={"rows": 2}))


class SendForm(forms.Form):
    to = forms.EmailField(label=_("Send to"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class CheckoutForm(forms.Form):
    """Which press of the button it is; without one, a new one."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def request_id(self) -> Any:
        return (self.cleaned_data.get("client_id") if self.is_valid() else None) or uuid4()


class DraftForm(forms.Form):
    """To whom, until when, and which words stand under it."""

    name = forms.CharField(label=_("Name"), max_length=160)
    company = forms.CharField(label=_("Company"), max_length=160, required=False)
    address = forms.CharField(
        label=_("Address"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=32, required=False)
    due_on = forms.DateField(label=_("Due on"), required=False, widget=DayInput)
    footer = forms.CharField(
        label=_("Text under the invoice"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def of(cls, draft: Invoice, data: Any = None) -> "DraftForm":
        return cls(data, initial={**draft.bill_to, "due_on": draft.due_on, "footer": draft.footer})

    def bill_to(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in BILL_TO}


class ListForm(forms.Form):
    """Which part of the list, however wrongly asked for."""

    show = forms.ChoiceField(choices=list(TABS.items()), required=False)
    q = forms.CharField(max_length=100, required=False)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)
    per_page = forms.TypedChoiceField(choices=[(size, size) for size in PER_PAGE], coerce=int, required=False)

    def chosen(self, name: str, otherwise: Any) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name) or otherwise


class GatewayForm(forms.Form):
    """The keys of the account; what is left empty stays as it is."""

    secret_key = forms.RegexField(
        r"^(sk|rk)_(test|live)_\w{4,200}$",
        label=_("Secret key"),
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": _("A secret key begins with sk_live_, sk_test_, rk_live_ or rk_test_.")},
    )
    webhook_secret = forms.RegexField(
        r"^whsec_[\w+/=-]{4,200}$",
        label=_("Webhook signing secret"),
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": _("A signing secret begins with whsec_.")},
    )
    is_active = forms.BooleanField(label=_("Customers can pay by card"), required=False)

    def __init__(self, *args: Any, has_keys: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_keys = has_keys

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = cleaned.get("secret_key") and cleaned.get("webhook_secret")
        if cleaned.get("is_active") and not self.has_keys and not given and not self.errors:
            self.add_error("is_active", _("Enter both keys first: without the signing secret no payment is confirmed."))
        return cleaned
