"""Inviting, and changing who does what."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.forms.tones import tone_field
from companies.models import Member
from companies.roles import roles_given_by
from core.phone import PhoneField

MOST = 20


class JobsField(forms.MultipleChoiceField):
    def __init__(self) -> None:
        super().__init__(label=_("Works as"), choices=Member.Job, required=False, widget=forms.CheckboxSelectMultiple())


class InviteForm(forms.Form):
    emails = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("One or several, with spaces, commas or line breaks between them."),
        widget=forms.Textarea(
            attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        ),
    )
    role = forms.ChoiceField(label=_("Role"), initial=Member.Role.STAFF)
    job_roles = JobsField()

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_given_by(by)  # type: ignore[attr-defined]

    def clean_emails(self) -> list[str]:
        given = [part.lower() for part in re.split(r"[\s,;]+", self.cleaned_data["emails"]) if part]
        found = list(dict.fromkeys(given))
        bad = [email for email in found if not _is_email(email)]
        if bad:
            raise ValidationError(gettext("Not an e-mail address: %(bad)s") % {"bad": ", ".join(bad[:5])})
        if len(found) > MOST:
            raise ValidationError(gettext("Invite at most %(most)s people at a time.") % {"most": MOST})
        return found


class MemberForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Member.Role)
    job_roles = JobsField()

    def __init__(self, *args: Any, by: Member, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, initial={"role": member.role, "job_roles": member.job_roles}, **kwargs)
        given = dict(roles_given_by(by)) | {member.role: member.get_role_display()}
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label) for role in Member.Role if role.value in given
        ]


class ProfileForm(forms.Form):
    """A person in every company alike; the tone of the initials only where they work."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = PhoneField(label=_("Phone"), required=False)
    tone = tone_field(_("Colour of your initials"), required=False)

    def __init__(self, *args: Any, member: Member | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if member is None:
            del self.fields["tone"]


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
