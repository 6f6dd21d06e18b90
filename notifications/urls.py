from django.urls import path

from notifications import views

app_name = "notifications"

urlpatterns = [
    path("inbox/", views.inbox_page, name="inbox"),
    path("inbox/badge/", views.badge, name="badge"),
    path("inbox/reading/", views.reading_of_all, name="reading-of-all"),
    path("inbox/reading/undone/", views.reading_undone, name="reading-undone"),
    path("inbox/<int:pk>/", views.notice, name="notice"),
    path("inbox/<int:pk>/reading/", views.reading, name="reading"),
]
