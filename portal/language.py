"""Which of the company's languages somebody who books reads: what the link they came by says, else their browser."""

from django.http import HttpRequest

from companies import languages
from core.languages import best_of

KEPT = "reads"


def note_language(request: HttpRequest) -> None:
    """Remember the language of a link such as /book/?language=de until the booking is done."""
    asked = request.GET.get("language", "")
    if asked and asked in languages.spoken():
        request.session[KEPT] = asked


def language_of_visitor(request: HttpRequest) -> str:
    """Their language, if the company's letters speak it; empty if not, and for the team, who book for others."""
    offered = languages.spoken()
    if request.member is not None or len(offered) == 1:
        return ""
    kept = request.session.get(KEPT, "")
    return kept if kept in offered else best_of(offered, request.headers.get("Accept-Language", ""))
