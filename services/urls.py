from django.urls import path

from services.views import packages, services

app_name = "services"

urlpatterns = [
    path("services/", services.services, name="services"),
    path("services/new/", services.service, name="service-new"),
    path("services/<int:pk>/", services.service, name="service"),
    path("services/<int:pk>/switch/", services.switch, name="service-switch"),
    path("services/<int:pk>/place/", services.place, name="service-place"),
    path("packages/", packages.packages, name="packages"),
    path("packages/new/", packages.package, name="package-new"),
    path("packages/<int:pk>/", packages.package, name="package"),
    path("packages/<int:pk>/switch/", packages.switch, name="package-switch"),
    path("packages/<int:pk>/place/", packages.place, name="package-place"),
]
