"""The form of one package."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from services.forms.catalogue import PictureField
from services.models import Package, Service


class PackageForm(forms.ModelForm):
    """A package; its prices stand in a table of their own."""

    picture = PictureField(label=_("Picture"), required=False, help_text=_("PNG, JPEG or WebP, up to 5 MB."))
    services = forms.ModelMultipleChoiceField(
        Service.objects.in_order(),
        label=_("Services inside"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the services that are inside.")},
    )

    class Meta:
        model = Package
        fields = ("name", "description", "is_taxable")
        widgets: ClassVar = {"description": forms.Textarea(attrs={"rows": 3})}

    def validate_constraints(self) -> None:
        """Whether the name is taken is the action's to say."""
        return
