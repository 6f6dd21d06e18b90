"""The company's account at the gateway."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies.capabilities import Can
from companies.gates import needs
from companies.links import link
from core.toasts import toast_next
from invoicing import actions
from invoicing.forms import GatewayForm
from invoicing.refusals import CardsNotTaken, GatewayTrouble

HEARD = ("checkout.session.completed", "checkout.session.expired", "payment_intent.payment_failed")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SETTINGS)
def gateway(request: HttpRequest) -> HttpResponse:
    """Keys in, never out again."""
    row = actions.gateway_row()
    has_keys = bool(row.secret_key and row.webhook_secret)
    initial = {"is_active": row.is_active}
    form = GatewayForm(request.POST if request.method == "POST" else None, has_keys=has_keys, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_gateway(by=request.actor, **form.cleaned_data)
        toast_next(request, _("Saved."))
        return redirect("invoicing:gateway")
    context = {
        "form": form,
        "secret_key": masked(row.secret_key),
        "webhook_secret": masked(row.webhook_secret),
        "webhook_url": link("/hooks/stripe/"),
        "heard": HEARD,
        "is_test": "_test_" in row.secret_key,
        "has_key": bool(row.secret_key),
    }
    return render(request, "invoicing/gateway.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@needs(Can.EDIT_SETTINGS)
def trial(request: HttpRequest) -> HttpResponse:
    """Ask the gateway whether it knows the key."""
    try:
        actions.try_gateway()
    except GatewayTrouble as trouble:
        words = {"why": trouble.detail or str(trouble)}
        toast_next(request, _("Stripe does not take the key: %(why)s") % words, tone="red")
    except CardsNotTaken:
        toast_next(request, _("Enter the secret key first."), tone="red")
    else:
        toast_next(request, _("Stripe takes the key."))
    return redirect("invoicing:gateway")


def masked(secret: str) -> str:
    """Enough to know it again, nothing to use: sk_live_••••4711."""
    if not secret:
        return ""
    start = secret[: secret.rfind("_", 0, 9) + 1]
    return f"{start}••••{secret[-4:]}" if len(secret) > len(start) + 8 else f"{start}••••"
