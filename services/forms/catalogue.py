"""The form of one service."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from companies.models import Member
from core.pictures import NotAPicture, clean_picture
from services.models import Category, Service

LONGEST = 1280
MOST_ITEMS = 40


class PictureField(forms.FileField):
    """A picture believed by its content and made anew."""

    widget = forms.ClearableFileInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = super().clean(data, initial)
        if not given or given is initial or data is False:
            return given
        try:
            return clean_picture(given, longest=LONGEST)
        except NotAPicture as error:
            raise ValidationError(str(error)) from error


class ServiceForm(forms.ModelForm):
    """A service; its tiers stand in a table of their own."""

    category = forms.ModelChoiceField(
        Category.objects.all(), label=_("Category"), required=False, empty_label=_("Choose…")
    )
    new_category = forms.CharField(label=_("or a new category"), max_length=80, required=False)
    picture = PictureField(label=_("Picture"), required=False, help_text=_("PNG, JPEG or WebP, up to 5 MB."))
    checklist = forms.CharField(
        label=_("Checklist"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One thing to do a line. Copied into each order."),
    )
    cores = forms.ModelMultipleChoiceField(
        Service.objects.core().in_order(),
        label=_("Offered with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For add-ons. None ticked: with every core service of its category."),
    )
    watchers = forms.ModelMultipleChoiceField(
        Member.objects.active().by_name(),
        label=_("Tell these people when it is ordered"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    told_jobs = forms.MultipleChoiceField(
        label=_("Tell everybody who works as"),
        choices=Member.Job.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each is told in their inbox and by e-mail, unless they chose otherwise."),
    )

    class Meta:
        model = Service
        fields = ("name", "kind", "description", "is_taxable", "needs_visit", "notes_template", "told_jobs")
        widgets: ClassVar = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "notes_template": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["description"].max_length = 2000  # type: ignore[attr-defined]

    def validate_constraints(self) -> None:
        """Whether the name is taken is the action's to say."""
        return

    def clean_description(self) -> str:
        text = str(self.cleaned_data["description"])
        if len(text) > 2000:
            raise ValidationError(_("Keep it under 2,000 characters: agents read it on a phone."))
        return text

    def clean_checklist(self) -> list[str]:
        items = [line.strip() for line in str(self.cleaned_data["checklist"]).splitlines() if line.strip()]
        if len(items) > MOST_ITEMS or any(len(item) > 200 for item in items):
            raise ValidationError(_("At most 40 things to do, each up to 200 characters."))
        return items

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("category") and not given.get("new_category"):
            self.add_error("category", _("Choose a category, or write a new one."))
        return given


class PlaceForm(forms.Form):
    """Where a service was dropped: the list it lies in now is its category."""

    stage = forms.ModelChoiceField(Category.objects.all(), required=False)
    position = forms.IntegerField(min_value=0, max_value=10_000)
