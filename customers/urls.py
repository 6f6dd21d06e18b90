from django.urls import path

from customers.views import brokerages, customers, importing, own_place

app_name = "customers"

urlpatterns = [
    path("accounts/no-place/customer/", own_place.own_place, name="own-place"),
    path("customers/", customers.customers, name="customers"),
    path("customers/new/", customers.new, name="new"),
    path("customers/import/", importing.upload, name="import"),
    path("customers/import/<int:pk>/", importing.sheet, name="sheet"),
    path("customers/import/<int:pk>/confirmation/", importing.confirmation, name="sheet-confirmation"),
    path("customers/<int:pk>/", customers.customer, name="customer"),
    path("customers/<int:pk>/edit/", customers.edit, name="edit"),
    path("brokerages/", brokerages.brokerages, name="brokerages"),
    path("brokerages/new/", brokerages.brokerage, name="brokerage-new"),
    path("brokerages/<int:pk>/", brokerages.brokerage, name="brokerage"),
]
