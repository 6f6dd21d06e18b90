"""Why a message was not taken, in words a person can act on. What was typed stays with the writer."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


class NotSaid(Exception):
    """The base of every refusal; `str()` is a sentence to show."""


class Blank(NotSaid):
    def __init__(self) -> None:
        super().__init__(_("Write something first."))


class TooLong(NotSaid):
    def __init__(self, length: int, most: int) -> None:
        said = {"length": f"{length:,}", "most": f"{most:,}"}
        super().__init__(_("This has %(length)s characters; a message takes %(most)s. Send it in parts.") % said)


class NotYours(NotSaid):
    """Only its author changes a message; an admin may delete it."""

    def __init__(self) -> None:
        super().__init__(_("Only the person who wrote this can change it."))


class Gone(NotSaid):
    """The message was deleted meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("This message was deleted."))


class NoEmoji(NotSaid):
    def __init__(self) -> None:
        super().__init__(_("Choose one emoji."))


class TooLarge(NotSaid):
    def __init__(self, most: int) -> None:
        super().__init__(_("A file may have %(most)s MB. Send a link to a larger one.") % {"most": most // 1024**2})


class TooMany(NotSaid):
    def __init__(self, most: int) -> None:
        super().__init__(_("A message takes %(most)s files.") % {"most": most})


class WrongKind(NotSaid):
    def __init__(self) -> None:
        super().__init__(_("We take pictures, video, PDF, text and office files or archives. This is none of them."))


class NoSuchFile(NotSaid):
    def __init__(self) -> None:
        super().__init__(_("A file is no longer there. Add it again."))


class OutOfStep(NotSaid):
    """A piece of a file does not come where the last one ended: so many bytes are there."""

    def __init__(self, received: int) -> None:
        super().__init__(_("A part of this file is missing. Add it again."))
        self.received = received


class Unclear(NotSaid):
    """It is not sure who is meant, or somebody is named who cannot see the order."""

    def __init__(self, *, questions: Iterable[str], blind: Iterable[str]) -> None:
        asked = [_("Which %(name)s?") % {"name": name} for name in questions]
        warned = [_("%(name)s cannot see this order and would not be told.") % {"name": name} for name in blind]
        super().__init__(" ".join(asked + warned))
