"""What agents type while they book."""

from datetime import datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.phone import PhoneField
from customers.forms import LanguageField
from customers.models import Customer
from notifications.composing.drawing import check_links
from notifications.composing.engine import NotUnderstood
from orders.forms import PropertyForm
from services.models import Package, Service

LATEST = timedelta(days=90)


class WhereForm(PropertyForm):
    """Where the shoot is; here the size is asked for, and the browser knows the address."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    AUTOCOMPLETE: ClassVar[dict[str, str]] = {
        "street": "address-line1",
        "unit": "address-line2",
        "city": "address-level2",
        "state": "address-level1",
        "postal_code": "postal-code",
    }

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name, words in self.AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = words
        size = self.fields["square_feet"]
        size.label, size.required = _("Finished size"), True
        size.help_text = _("Include the basement if you want it photographed.")


class ChoiceForm(forms.Form):
    """The core services and packages that are ticked; only what is offered counts."""

    services = forms.ModelMultipleChoiceField(Service.objects.active().core(), required=False)
    packages = forms.ModelMultipleChoiceField(Package.objects.active(), required=False)


class DetailsForm(forms.Form):
    """Add-ons, and what the photographer should know."""

    add_ons = forms.ModelMultipleChoiceField(Service.objects.active().add_ons(), required=False)
    access_notes = forms.CharField(
        label=_("How do we get in?"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lockbox and its code, doorman, who is at home."),
    )
    agent_notes = forms.CharField(
        label=_("Anything we should know?"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Pets, parking, what to avoid, the picture you dream of."),
    )


class TimeForm(forms.Form):
    """The start that was chosen, as an instant."""

    starts_at = forms.DateTimeField(
        error_messages={"required": _("Choose a time first."), "invalid": _("Choose a time first.")}
    )


class ContactForm(forms.Form):
    """Whom to reach about the shoot."""

    name = forms.CharField(label=_("Full name"), max_length=160)
    email = forms.EmailField(label=_("E-mail"), help_text=_("The confirmation goes there."))
    phone = PhoneField(label=_("Mobile"), help_text=_("For the day of the shoot."))
    texts = forms.BooleanField(
        label=_("Text me when it is booked, when it moves and the day before"),
        help_text=_("Your carrier may charge for messages. Answer STOP to end them."),
        required=False,
    )

    def __init__(self, *args: Any, offers_texts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not offers_texts:
            del self.fields["texts"]
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"


class PlaceForm(forms.Form):
    """The last word before an order is placed."""

    accepts = forms.BooleanField(
        error_messages={"required": _("Please accept the terms to book the shoot.")}, required=True
    )

    def __init__(self, *args: Any, has_terms: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accepts"].required = has_terms


class ProfileForm(forms.ModelForm):
    """What an agent keeps about themselves."""

    phone = PhoneField(label=_("Mobile"), required=False)
    language = LanguageField()

    class Meta:
        model = Customer
        fields = ("name", "phone", "language", "preferences")
        help_texts: ClassVar = {"preferences": _("What you want every time.")}
        widgets: ClassVar = {"preferences": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.fields["language"].offer(self.instance.language):  # type: ignore[attr-defined]
            del self.fields["language"]


class LaterForm(forms.Form):
    """When a letter is to go, as the clocks of the company show."""

    at = forms.DateTimeField(label=_("When"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))

    def __init__(self, data: Any = None, *, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.zone = zone

    def clean_at(self) -> datetime:
        typed: datetime = self.cleaned_data["at"]
        at, now = typed.replace(tzinfo=self.zone), timezone.now()
        if at <= now:
            raise forms.ValidationError(_("Choose a time that is still to come."))
        if at > now + LATEST:
            raise forms.ValidationError(_("Choose a time within the next 90 days."))
        return at


class OnceForm(forms.Form):
    """A letter that is changed for this once: Markdown, in which nothing is filled in any more."""

    subject = forms.CharField(label=_("Subject"), max_length=300)
    body = forms.CharField(label=_("Text"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}))

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        try:
            check_links(body)
        except NotUnderstood as trouble:
            raise forms.ValidationError(str(trouble)) from None
        return body
