"""Where a company begins, and the question of the TLS proxy."""

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import person_of
from companies import actions
from companies.forms.start import StartForm
from companies.links import own_host, root_of
from companies.queries import is_known_host, member_of
from companies.refusals import HostTaken, SlugTaken
from core.actor import Actor, ActorKind
from core.throttle import may

HOUR = 60 * 60
ARRIVAL_SALT, ARRIVAL_SECONDS = "arrival", 120


OWN_HOSTS = f"{'https' if settings.IS_PRODUCTION else 'http'}://*.{settings.BASE_HOST}" + (
    f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT and not settings.IS_PRODUCTION else ""
)


@csp_override({**settings.SECURE_CSP, "form-action": [CSP.SELF, OWN_HOSTS]})  # type: ignore[dict-item]
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Make a company, then go on as its owner under its own address."""
    if not settings.START_IS_OPEN:
        raise Http404
    request.company = None  # the page is ours, whosever host it is seen on
    form = StartForm(request.POST if request.method == "POST" else None)
    page = {"form": form, "domain": f".{settings.BASE_HOST}"}
    if request.method != "POST":
        return render(request, "companies/start.html", page)
    address = get_adapter(request).get_client_ip(request)
    if not may("start", address, times=10, seconds=HOUR) or not may(
        "start-person", request.POST.get("email", "").lower()[:254], times=5, seconds=HOUR
    ):
        form.add_error(None, _("Too many tries. Wait an hour, or write to us."))
        return render(request, "companies/start.html", page, status=429)
    if form.is_valid() and (url := _founded(form)):
        return redirect(url)
    return render(request, "companies/start.html", page, status=422)


def _founded(form: StartForm) -> str:
    """Where the owner goes on; "" if a name was taken, which the form then says."""
    given = form.cleaned_data
    try:
        company = actions.create_company(
            name=given["name"],
            slug=given["slug"],
            owner_email=given["email"],
            owner_name=given["owner_name"],
            password=given["password"],
            email_is_verified=False,
            time_zone=given["time_zone"],
            by=Actor(ActorKind.LINK, given["owner_name"]),
        )
    except (SlugTaken, HostTaken) as refusal:
        form.add_error("slug", str(refusal))
        return ""
    owner = person_of(given["email"])
    token = signing.dumps([company.pk, owner.pk if owner else 0], salt=ARRIVAL_SALT)
    return f"{root_of(own_host(company))}{reverse('companies:arrive')}?t={token}"


@require_safe
def arrive(request: HttpRequest) -> HttpResponse:
    """The first step into one's new company: the password was just typed, the e-mail and a second factor are still asked."""
    try:
        company_id, user_id = signing.loads(request.GET.get("t", ""), salt=ARRIVAL_SALT, max_age=ARRIVAL_SECONDS)
    except signing.BadSignature:
        return redirect("account_login")
    fresh = cache.add(f"arrival:{request.GET['t']}", 1, timeout=2 * ARRIVAL_SECONDS)
    member = member_of(user_id) if fresh and company_id == request.company.pk else None
    if member is None or request.user.is_authenticated:
        return redirect("account_login")
    return perform_login(request, member.user, redirect_url="/")


@require_safe
def hosts_allowed(request: HttpRequest) -> HttpResponse:
    """Asked by the TLS proxy before it fetches a certificate: 200 for a host of ours, 404 for any other."""
    known = is_known_host(request.GET.get("domain", ""))
    return HttpResponse(status=200 if known else 404, content_type="text/plain")
