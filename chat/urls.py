from django.urls import path

from chat import views

app_name = "chat"

urlpatterns = [
    path("orders/<int:number>/chat/", views.room, name="room"),
    path("orders/<int:number>/chat/messages/", views.messages, name="messages"),
    path("orders/<int:number>/chat/mentions/", views.mentions, name="mentions"),
    path("orders/<int:number>/chat/people/", views.people, name="people"),
    path("orders/<int:number>/chat/older/", views.older, name="older"),
    path("orders/<int:number>/chat/newer/", views.newer, name="newer"),
    path("orders/<int:number>/chat/reading/", views.reading, name="reading"),
    path("chat/activity/", views.activity, name="activity"),
]
