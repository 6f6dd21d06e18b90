from django.urls import path

from tonomo.demo import views

app_name = "demo"

urlpatterns = [
    path("mail/", views.mailbox, name="mailbox"),
    path("mail/<int:pk>/", views.read, name="mail"),
    path("mail/<int:pk>/html/", views.look, name="mail-html"),
    path("texts/", views.texts, name="texts"),
]
