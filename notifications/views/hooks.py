"""Where providers tell us what became of what we sent."""

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from notifications.actions.events import note_events
from notifications.channels.providers import Forged, read_events
from notifications.gates import hooked_sender_or_404

log = structlog.get_logger(__name__)


@csrf_exempt
@require_POST
def mail(request: HttpRequest, provider: str, secret: str) -> HttpResponse:
    """Events of mail. The secret in the address proves the provider, and its signature where it signs."""
    sender = hooked_sender_or_404(provider, secret)
    try:
        events = read_events(sender, request)
    except Forged as forged:
        log.warning("event refused", provider=provider, reason=str(forged))
        return JsonResponse({"error": "This is no event that the provider signed."}, status=400)
    return JsonResponse({"new": note_events(events)})
