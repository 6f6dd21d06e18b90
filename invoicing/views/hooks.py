"""Where the gateway tells us what happened."""

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from invoicing import actions
from invoicing.refusals import ForgedEvent

log = structlog.get_logger(__name__)


@csrf_exempt
@require_POST
def stripe(request: HttpRequest) -> HttpResponse:
    """One event, proven by its signature instead of a session. 200 says: kept, do not send again."""
    try:
        event = actions.hear(request.body, request.headers.get("Stripe-Signature", ""))
    except ForgedEvent as forged:
        log.warning("event refused", reason=str(forged))
        return JsonResponse({"error": "This message is not signed with the secret of this company."}, status=400)
    log.info("event heard", kind=event.kind, outcome=event.outcome)
    return JsonResponse({"heard": event.outcome})
