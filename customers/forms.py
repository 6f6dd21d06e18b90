"""What people type about customers, as clean values."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from companies import languages
from core.phone import PhoneField
from customers.models import Brokerage, Customer

MOST_BYTES = 10 * 1024 * 1024


class LanguageField(forms.ChoiceField):
    """In which of the company's languages a customer is written to; empty for its main one."""

    def __init__(self) -> None:
        super().__init__(label=_("Language of e-mails and texts"), required=False)

    def offer(self, chosen: str) -> bool:
        """Offer what the company's letters speak; whether there is anything to choose."""
        self.choices = languages.choices(chosen)
        self.widget.attrs["translate"] = "no"
        return len(self.choices) > 2


class CustomerForm(forms.ModelForm):
    phone = PhoneField(label=_("Phone"), required=False)
    language = LanguageField()

    class Meta:
        model = Customer
        fields = ("name", "email", "phone", "brokerage", "language", "is_priority", "preferences", "private_notes")
        widgets: ClassVar = {
            "preferences": forms.Textarea(attrs={"rows": 3}),
            "private_notes": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["brokerage"].empty_label = _("Independent")  # type: ignore[attr-defined]
        if not self.fields["language"].offer(self.instance.language):  # type: ignore[attr-defined]
            del self.fields["language"]

    def _get_validation_exclusions(self) -> set[str]:
        """Whether the e-mail is taken is the action's to say."""
        return {*super()._get_validation_exclusions(), "email"}

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class BrokerageForm(forms.ModelForm):
    phone = PhoneField(label=_("Phone"), required=False)

    class Meta:
        model = Brokerage
        fields = ("name", "email", "phone", "address")
        widgets: ClassVar = {"address": forms.Textarea(attrs={"rows": 3})}

    def validate_constraints(self) -> None:
        """Whether the name is taken is the action's to say."""
        return


class SearchForm(forms.Form):
    """The filters above the list; what makes no sense counts as not given."""

    q = forms.CharField(label=_("Search customers"), required=False)
    brokerage = forms.ModelChoiceField(
        Brokerage.objects.order_by("name"), label=_("Brokerage"), required=False, empty_label=_("Any brokerage")
    )


class SheetForm(forms.Form):
    """A spreadsheet saved as CSV."""

    file = forms.FileField(
        label=_("Spreadsheet, saved as CSV"),
        error_messages={"required": _("Choose a file first."), "empty": _("This file is empty.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(
                _("This file is larger than 10 MB. Split it and import the parts one after the other.")
            )
        return file
