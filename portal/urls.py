from django.urls import path

from portal.views import agents, completion, dashboard, links, messages
from portal.views.booking import choosing, finishing, places, times

app_name = "portal"

urlpatterns = [
    path("", dashboard.home, name="home"),
    path("book/", places.start, name="book"),
    path("book/<str:token>/", places.resume, name="book-resume"),
    path("book/<str:token>/property/", places.change, name="book-property"),
    path("book/<str:token>/services/", choosing.services, name="book-services"),
    path("book/<str:token>/details/", choosing.details, name="book-details"),
    path("book/<str:token>/time/", times.times, name="book-time"),
    path("book/<str:token>/time/later/", times.later, name="book-later"),
    path("book/<str:token>/contact/", finishing.contact, name="book-contact"),
    path("book/<str:token>/review/", finishing.review, name="book-review"),
    path("my/orders/", agents.orders, name="orders"),
    path("my/orders/<int:number>/", agents.order, name="order"),
    path("my/cart/", agents.cart, name="cart"),
    path("my/profile/", agents.profile, name="profile"),
    path("o/<str:token>/", links.status, name="status"),
    path("o/<str:token>/messages/", messages.messages, name="messages"),
    path("o/<str:token>/messages/older/", messages.older, name="messages-older"),
    path("o/<str:token>/messages/newer/", messages.newer, name="messages-newer"),
    path("o/<str:token>/messages/reading/", messages.reading, name="messages-reading"),
    path("orders/<int:number>/complete-letter/", completion.question, name="complete-letter"),
    path("orders/<int:number>/complete-letter/later/", completion.later, name="complete-letter-later"),
    path("orders/<int:number>/complete-letter/edit/", completion.edit, name="complete-letter-edit"),
]
