from django.urls import path

from invoicing.views import drafts, hooks, mine, money, papers, public, settings

app_name = "invoicing"

urlpatterns = [
    path("invoices/", papers.invoices, name="invoices"),
    path("invoices/draft/<int:pk>/", drafts.draft, name="draft"),
    path("invoices/draft/<int:pk>/issuance/", drafts.issuance, name="issuance"),
    path("invoices/draft/<int:pk>/removal/", drafts.removal, name="removal"),
    path("invoices/<str:number>.pdf", papers.invoice_pdf, name="invoice_pdf"),
    path("invoices/<str:number>/", papers.invoice, name="invoice"),
    path("invoices/<str:number>/sending/", papers.sending, name="sending"),
    path("invoices/<str:number>/link/", papers.link, name="link"),
    path("payments/", money.payments, name="payments"),
    path("payments/<int:pk>/reversal/", money.reversal, name="reversal"),
    path("orders/<int:number>/sales/", money.order_panel, name="order_panel"),
    path("orders/<int:number>/invoice/", drafts.order_invoice, name="order_invoice"),
    path("orders/<int:number>/payments/", money.order_payments, name="order_payments"),
    path("i/<str:token>.pdf", public.public_pdf, name="public_pdf"),
    path("i/<str:token>/", public.public, name="public"),
    path("i/<str:token>/payment/", public.payment, name="payment"),
    path("i/<str:token>/thanks/", public.thanks, name="thanks"),
    path("my/invoices/", mine.mine, name="mine"),
    path("settings/payments/", settings.gateway, name="gateway"),
    path("settings/payments/trial/", settings.trial, name="trial"),
    path("hooks/stripe/", hooks.stripe, name="hook"),
]
