"""What the pages of templates take: words, which must be understood, and when a letter is sent."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.composing.drawing import check_links
from notifications.composing.engine import NotUnderstood, check, fill
from notifications.composing.registry import LetterKind
from notifications.composing.standing import Piece, Wording
from notifications.composing.texting import LONGEST
from notifications.models.template import TemplateSettings

MOST_WORDS = 20_000


class ExampleForm(forms.Form):
    """Which order a letter is shown with; anything odd is the newest."""

    number = forms.IntegerField(label=_("Show it with order"), required=False, min_value=1, max_value=2**62)

    dark = forms.BooleanField(label=_("Dark"), required=False)

    def wanted(self) -> int | None:
        self.is_valid()
        number: int | None = self.cleaned_data.get("number")
        return number


class WordsForm(ExampleForm):
    """What a piece says, refused with a sentence that names what is not understood."""

    body = forms.CharField(max_length=MOST_WORDS, strip=False)

    def __init__(self, *args: Any, piece: Piece, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.piece, self.kind = piece, piece.kind
        for name in {"subject", "body", "why"} & self.fields.keys():
            self.fields[name].widget.attrs |= {"lang": piece.language, "dir": "auto"}

    @property
    def words(self) -> dict[str, str]:
        """What was typed, as `save_template` takes it."""
        return {name: self.cleaned_data[name] for name in ("subject", "body", "why") if name in self.fields}

    @property
    def wording(self) -> Wording:
        """What was typed, to be shown or tried out."""
        return Wording(**{"subject": "", **self.words, "language": self.piece.language})

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"].replace("\r\n", "\n").strip() + "\n"
        if not body.strip():
            raise forms.ValidationError(_("Write what the letter says."))
        _understood(lambda: check(body, self.kind.shape()))
        return body


class MailForm(WordsForm):
    """Subject and text of a letter, and the line below it."""

    subject = forms.CharField(label=_("Subject"), max_length=300)
    body = forms.CharField(
        label=_("Text"),
        max_length=MOST_WORDS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "true"}),
    )

    why = forms.CharField(label=_("Why they get it, below the letter"), max_length=300, required=False)

    field_order = ("subject", "body", "why", "number", "dark")

    def clean_subject(self) -> str:
        subject = " ".join(self.cleaned_data["subject"].split())
        _understood(lambda: check(subject, self.kind.shape()))
        return subject

    def clean_body(self) -> str:
        body = super().clean_body()
        _understood(lambda: check_links(fill(body, self.kind.sample())))
        return body


class TextForm(WordsForm):
    """What a text message says."""

    body = forms.CharField(
        label=_("Text"),
        max_length=LONGEST - 100,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "true"}),
    )
    dark = None  # type: ignore[assignment]

    field_order = ("body", "number")


def form_of(piece: Piece, posted: Any = None, words: Wording | None = None) -> WordsForm:
    """The form for a piece, with the words that are in it so far."""
    form = TextForm if piece.is_text else MailForm
    initial = {"subject": words.subject, "body": words.body, "why": words.why} if words else None
    return form(posted, piece=piece, initial=initial)


class SendingForm(forms.Form):
    """Whether a letter is sent, and when, where the clock sends it."""

    is_on = forms.BooleanField(label=_("Send this letter"), required=False)
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=365)
    hour = forms.TypedChoiceField(label=_("From what time on"), coerce=int)

    def __init__(self, *args: Any, kind: LetterKind, settings: TemplateSettings | None, **kwargs: Any) -> None:
        clock = kind.clock
        initial = {
            "is_on": settings.is_on if settings else kind.starts_on,
            "days": settings.days if settings else clock and clock.days,
            "hour": settings.hour if settings else clock and clock.hour,
        }
        super().__init__(*args, initial=initial, **kwargs)
        hour: Any = self.fields["hour"]
        hour.choices = [(each, f"{(each - 1) % 12 + 1}:00 {'AM' if each < 12 else 'PM'}") for each in range(24)]
        if clock is None:
            del self.fields["hour"]
        if clock is None or not clock.days:
            del self.fields["days"]
        else:
            self.fields["days"].label = clock.days_label


def _understood(look: Callable[[], object]) -> None:
    try:
        look()
    except NotUnderstood as trouble:
        raise forms.ValidationError(str(trouble)) from None
