from django.urls import path

from services.views import catalogue, packages

app_name = "services"

urlpatterns = [
    path("services/", catalogue.services, name="services"),
    path("services/new/", catalogue.service, name="service-new"),
    path("services/<int:pk>/", catalogue.service, name="service"),
    path("services/<int:pk>/switch/", catalogue.switch, name="service-switch"),
    path("services/<int:pk>/place/", catalogue.place, name="service-place"),
    path("packages/", packages.packages, name="packages"),
    path("packages/new/", packages.package, name="package-new"),
    path("packages/<int:pk>/", packages.package, name="package"),
    path("packages/<int:pk>/switch/", packages.switch, name="package-switch"),
    path("packages/<int:pk>/place/", packages.place, name="package-place"),
]
