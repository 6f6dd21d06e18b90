"""The form of an order that staff create."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Member
from core.phone import PhoneField
from customers.models import Customer
from orders.forms.place import PropertyForm
from orders.models import Order
from services.models import Package, Service

STAFF_CHANNELS = [each for each in Order.Channel.choices if each[0] not in ("import",)]


class NewOrderForm(PropertyForm):
    """Customer (one we know, or a new one), channel, property, services and who manages it."""

    customer = forms.ModelChoiceField(Customer.objects.all(), required=False, widget=forms.HiddenInput)
    contact_name = forms.CharField(label=_("Name"), max_length=160, required=False)
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    contact_phone = PhoneField(label=_("Phone"), required=False)
    channel = forms.ChoiceField(label=_("Came by"), choices=STAFF_CHANNELS, initial=Order.Channel.PHONE)
    services = forms.ModelMultipleChoiceField(Service.objects.active(), required=False)
    packages = forms.ModelMultipleChoiceField(Package.objects.active(), required=False)
    project_manager = forms.ModelChoiceField(
        Member.objects.active().with_job(Member.Job.PROJECT_MANAGER).by_name(),
        label=_("Project manager"),
        required=False,
    )
    notes = forms.CharField(
        label=_("Order notes"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.BooleanField(required=False)

    CONTACT: ClassVar = ("contact_name", "contact_email")

    def clean(self) -> dict[str, Any]:
        """A new customer needs a name and an e-mail; a known one has both."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("customer"):
            for name in self.CONTACT:
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose a customer above, or write the name and e-mail of a new one."))
        return given
