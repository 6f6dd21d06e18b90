"""The forms of the order page."""

from decimal import Decimal
from typing import ClassVar

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from companies.models import Member
from core.phone import PhoneField
from notifications.models import Attention
from orders.models import Adjustment, DeliverableLink, Stage
from services.models import Package, Service


class MoveForm(forms.Form):
    """Where a card was dropped, and which version of it was dragged."""

    stage = forms.ModelChoiceField(Stage.objects.all())
    position = forms.IntegerField(min_value=0, max_value=10_000)
    version = forms.IntegerField(min_value=0)


class CardForm(forms.Form):
    """A new task for a stage."""

    text = forms.CharField(label=_("Task"), max_length=200)
    stage = forms.ModelChoiceField(Stage.objects.all())


class LineForm(forms.Form):
    """A service or package of the catalogue to add."""

    service = forms.ModelChoiceField(Service.objects.active(), required=False)
    package = forms.ModelChoiceField(Package.objects.active(), required=False)


class AssigneeForm(forms.Form):
    member = forms.ModelChoiceField(Member.objects.active(), required=False)


class NotesForm(forms.Form):
    """A text that others may be editing too; `seen` is how it was when it was opened."""

    text = forms.CharField(
        label=_("Notes"), required=False, max_length=20_000, strip=False, widget=forms.Textarea(attrs={"rows": 10})
    )
    seen = forms.CharField(required=False, strip=False, max_length=20_000, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        return _lines(self.cleaned_data["text"]).strip()

    def clean_seen(self) -> str:
        return _lines(self.cleaned_data["seen"])


def _lines(text: str) -> str:
    """Browsers send line breaks as CR LF; we keep LF."""
    return text.replace("\r\n", "\n")


class ChecklistForm(forms.Form):
    text = forms.CharField(label=_("To do"), max_length=200)


class DeliverableForm(forms.ModelForm):
    """A titled link; only http and https lead anywhere."""

    class Meta:
        model = DeliverableLink
        fields = ("title", "url")


class AdjustmentForm(forms.ModelForm):
    """A discount or fee in words the customer reads."""

    amount = forms.DecimalField(
        label=_("Amount"), max_digits=10, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )

    class Meta:
        model = Adjustment
        fields = ("kind", "text", "amount")


class DetailsForm(forms.Form):
    """Name, contact and the words that came with the order."""

    name = forms.CharField(label=_("Order name"), max_length=200, required=False)
    contact_name = forms.CharField(label=_("Contact"), max_length=160, required=False)
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    contact_phone = PhoneField(label=_("Phone"), required=False)
    access_notes = forms.CharField(
        label=_("How to get in"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    agent_notes = forms.CharField(
        label=_("Notes from the agent"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    NAMES: ClassVar = ("name", "contact_name", "contact_email", "contact_phone", "access_notes", "agent_notes")


class AttentionForm(forms.Form):
    """How much somebody wants to hear of an order; nothing chosen is the usual."""

    level = forms.ChoiceField(choices=[("", ""), *Attention.Level.choices], required=False)
