"""How letters stand in the company in force: their words, whether they are sent, and when."""

from dataclasses import dataclass
from datetime import UTC, datetime

from notifications.composing.registry import LetterKind, Timing, kinds
from notifications.models.mail import Mail
from notifications.models.template import TemplateSettings, TemplateVersion, Withheld

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Wording:
    """A subject and a body, as somebody wrote them."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A letter on the list of templates."""

    kind: LetterKind
    version: TemplateVersion | None
    is_on: bool | None

    @property
    def is_own(self) -> bool:
        return self.version is not None and not self.version.is_standard


def standard(kind: LetterKind) -> Wording:
    """Our own words, in the language in force."""
    return Wording(str(kind.subject), str(kind.body).strip() + "\n")


def wording(kind: LetterKind) -> Wording:
    """The words in force: the company's, or ours."""
    return worded(kind, TemplateVersion.objects.of_letter(kind.key).first())


def worded(kind: LetterKind, version: TemplateVersion | None) -> Wording:
    """The words of a version; ours where it has none."""
    if version is None or version.is_standard:
        return standard(kind)
    return Wording(version.subject, version.body)


def versions(kind: LetterKind) -> list[TemplateVersion]:
    """Everything a letter said, the newest first."""
    return list(TemplateVersion.objects.of_letter(kind.key))


def version(kind: LetterKind, number: int) -> TemplateVersion | None:
    return TemplateVersion.objects.of_letter(kind.key).filter(number=number).first()


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
    """All letters with how they stand. Two queries."""
    newest = {row.letter: row for row in TemplateVersion.objects.order_by("letter", "number")}
    decided = {row.letter: row for row in TemplateSettings.objects.all()}
    return [
        Standing(
            kind,
            newest.get(kind.key),
            None if kind.starts_on is None else is_sent(kind, decided.get(kind.key)),
        )
        for kind in kinds()
    ]


def is_answered(key: str) -> bool:
    """Whether a letter that asks was sent, or is not to be."""
    return Mail.objects.filter(key=key).exists() or Withheld.objects.filter(key=key).exists()
