from django.urls import path

from notifications.views import hooks, inbox, preferences, refusing, senders, templates, texts, troubles, undelivered

app_name = "notifications"

urlpatterns = [
    path("inbox/", inbox.inbox_page, name="inbox"),
    path("inbox/badge/", inbox.badge, name="badge"),
    path("inbox/reading/", inbox.reading_of_all, name="reading-of-all"),
    path("inbox/reading/undone/", inbox.reading_undone, name="reading-undone"),
    path("inbox/<int:pk>/", inbox.notice, name="notice"),
    path("inbox/<int:pk>/reading/", inbox.reading, name="reading"),
    path("inbox/undelivered/", undelivered.undelivered, name="undelivered"),
    path("inbox/undelivered/<int:pk>/again/", undelivered.again, name="undelivered-again"),
    path("profile/notifications/", preferences.preferences, name="preferences"),
    path("settings/email/", senders.sender, name="sender"),
    path("settings/email/check/", senders.check, name="sender-check"),
    path("settings/email/trial/", senders.trial, name="sender-trial"),
    path("settings/email/provider/", senders.provider, name="sender-provider"),
    path("mail/addresses/", troubles.page, name="troubles"),
    path("mail/kept/<int:pk>/again/", troubles.again, name="trouble-again"),
    path("mail/standing/", troubles.standing, name="standing"),
    path("mail/addresses/<int:pk>/lifting/", troubles.lifting, name="lifting"),
    path("unsubscribe/<str:letter>/", refusing.unsubscribe, name="unsubscribe"),
    path("unsubscribe/<str:letter>/undone/", refusing.undone, name="unsubscribe-undone"),
    path("settings/texts/", texts.number, name="texts"),
    path("settings/texts/trial/", texts.trial, name="text-trial"),
    path("settings/texts/<int:pk>/again/", texts.again, name="text-again"),
    path("texts/consent/", texts.consent, name="text-consent"),
    path("hooks/texts/", texts.heard, name="text-hook"),
    path("hooks/texts/<int:pk>/", texts.status, name="text-status"),
    path("hooks/mail/<str:provider>/<str:secret>/", hooks.mail, name="mail-hook"),
    path("settings/templates/", templates.templates, name="templates"),
    path("settings/templates/<slug:name>/", templates.template, name="template"),
    path("settings/templates/<slug:name>/preview/", templates.preview, name="template-preview"),
    path("settings/templates/<slug:name>/trial/", templates.trial, name="template-trial"),
    path("settings/templates/<slug:name>/sending/", templates.sending, name="template-sending"),
    path("settings/templates/<slug:name>/standard/", templates.standard_text, name="template-standard"),
    path("settings/templates/<slug:name>/versions/<int:number>/", templates.version, name="template-version"),
]
