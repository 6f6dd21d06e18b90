from django.urls import path

from activity import views

app_name = "activity"

urlpatterns = [
    path("activity/order/<int:order_id>/", views.of_order, name="of_order"),
    path("activity/<int:pk>/", views.changed, name="changed"),
]
