"""How letters stand in the company in force: their words in each language, whether they are sent, and when."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.conf import settings as ours
from django.utils import translation
from django.utils.translation import gettext as _

from companies import languages
from core.languages import english_name_of
from notifications.composing.registry import LetterKind, Timing, kinds
from notifications.models.mail import Mail
from notifications.models.template import TemplateSettings, TemplateVersion, Withheld

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
MAIL, TEXT = TemplateVersion.Channel.MAIL, TemplateVersion.Channel.TEXT


@dataclass(frozen=True, slots=True)
class Wording:
    """Words as somebody wrote them, and the language they are in; `why` is empty for our own sentence."""

    subject: str
    body: str
    language: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is worded by itself: a letter, or the text beside it, in one language.

    `is_main` for the company's main language, whose words are sent where another has none.
    """

    kind: LetterKind
    language: str
    channel: str = MAIL
    is_main: bool = True

    @property
    def is_text(self) -> bool:
        return self.channel == TEXT

    @property
    def title(self) -> str:
        """The name of the letter; with what else sets it apart from the mail in English."""
        marks = [_("text")] if self.is_text else []
        marks += [english_name_of(self.language)] if self.language != ours.LANGUAGE_CODE else []
        return f"{self.kind.title} ({', '.join(marks)})" if marks else str(self.kind.title)

    @property
    def address(self) -> str:
        """What follows the address of a page to stay with this piece."""
        return urlencode({"language": self.language, "channel": str(self.channel)})


@dataclass(frozen=True, slots=True)
class Standing:
    """A letter on the list of templates; `own` are the languages in which the company has words of its own for it."""

    kind: LetterKind
    own: tuple[str, ...]
    is_on: bool | None


def standard(kind: LetterKind, channel: str = MAIL) -> Wording:
    """Our own words, in the company's main language if we have them in it."""
    main = languages.spoken()[0]
    language = main if main in dict(ours.LANGUAGES) else ours.LANGUAGE_CODE
    with translation.override(language):
        if channel == TEXT:
            return Wording("", str(kind.text), language)
        return Wording(str(kind.subject), str(kind.body).strip() + "\n", language)


def in_force(kind: LetterKind, language: str, channel: str = MAIL) -> Wording:
    """What whoever reads this language is sent: the company's words in it, else in its main language, else ours."""
    wanted = (language, languages.spoken()[0])
    newest = {row.language: row for row in TemplateVersion.objects.newest_in(kind.key, wanted, channel)}
    own = (newest[code] for code in wanted if code in newest and not newest[code].is_standard)
    row = next(own, None)
    return worded(row) if row else standard(kind, channel)


def worded(version: TemplateVersion) -> Wording:
    """The words of a version that has some."""
    return Wording(version.subject, version.body, version.language, version.why)


def versions(piece: Piece) -> list[TemplateVersion]:
    """Everything it said in its language, the newest first."""
    return list(TemplateVersion.objects.of_piece(piece.kind.key, piece.language, piece.channel))


def version(piece: Piece, number: int) -> TemplateVersion | None:
    rows = TemplateVersion.objects.of_piece(piece.kind.key, piece.language, piece.channel)
    return rows.filter(number=number).first()


def own_languages(kind: LetterKind, channel: str) -> set[str]:
    """The languages in which the company has words of its own."""
    rows = TemplateVersion.objects.filter(letter=kind.key, channel=channel).order_by("language", "-number")
    return {row.language for row in rows.distinct("language") if not row.is_standard}


def settings_of(kind: LetterKind) -> TemplateSettings | None:
    """What the company decided about sending; None as long as it decided nothing."""
    return TemplateSettings.objects.filter(letter=kind.key).first()


def is_sent(kind: LetterKind, settings: TemplateSettings | None) -> bool:
    """Whether the letter leaves at its moment; what somebody sends by hand always does."""
    return settings.is_on if settings else kind.starts_on is not False


def timing(kind: LetterKind, settings: TemplateSettings | None) -> Timing | None:
    """When the clock sends it; None for what is switched off or not sent by the clock."""
    if kind.clock is None or not is_sent(kind, settings):
        return None
    if settings is None:
        return Timing(kind.clock.days, kind.clock.hour, ALWAYS)
    return Timing(settings.days, settings.hour, settings.since)


def standings() -> list[Standing]:
    """All letters with how they stand. Three queries."""
    offered = languages.spoken()
    rows = TemplateVersion.objects.filter(channel=MAIL, language__in=offered).order_by("letter", "language", "-number")
    own = {(row.letter, row.language) for row in rows.distinct("letter", "language") if not row.is_standard}
    decided = {row.letter: row for row in TemplateSettings.objects.all()}
    return [
        Standing(
            kind,
            tuple(code for code in offered if (kind.key, code) in own),
            None if kind.starts_on is None else is_sent(kind, decided.get(kind.key)),
        )
        for kind in kinds()
    ]


def is_answered(key: str) -> bool:
    """Whether a letter that asks was sent, or is not to be."""
    return Mail.objects.filter(key=key).exists() or Withheld.objects.filter(key=key).exists()
