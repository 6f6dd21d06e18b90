"""Every address, app by app."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    path("", include("notifications.urls")),
    path("", include("activity.urls")),
    path("", include("chat.urls")),
    path("", include("companies.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("customers.urls")),
    path("", include("services.urls")),
    path("orders/", include("orders.urls")),
    path("settings/", include("orders.settings_urls")),
    path("", include("scheduling.urls")),
    path("", include("invoicing.urls")),
    path("", include("portal.urls")),
]
if not settings.IS_PRODUCTION:
    urlpatterns += [path("demo/", include("tonomo.demo.urls"))]
