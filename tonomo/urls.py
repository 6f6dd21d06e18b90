"""Every address, app by app."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    path("", include("notifications.urls")),
    path("", include("activity.urls")),
    path("", include("chat.urls")),
    path("", include("companies.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("customers.urls")),
    path("orders/", include("orders.urls")),
    path("", include("invoicing.urls")),
    path("", include("portal.urls")),
]
