from django.urls import path

from notifications.views import inbox, preferences, senders, undelivered

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
]
