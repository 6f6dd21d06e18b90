from django.urls import path

from scheduling.views import availability, days, orders, visits

app_name = "scheduling"

urlpatterns = [
    path("schedule/", days.day, name="schedule"),
    path("schedule/week/", days.week, name="week"),
    path("schedule/sheet/", days.sheet, name="sheet"),
    path("schedule/visits/<int:pk>/", visits.visit, name="visit"),
    path("schedule/visits/<int:pk>/time/", visits.time, name="visit-time"),
    path("schedule/visits/<int:pk>/place/", visits.place, name="visit-place"),
    path("schedule/visits/<int:pk>/cancellation/", visits.cancellation, name="visit-cancellation"),
    path("schedule/visits/<int:pk>/completion/", visits.completion, name="visit-completion"),
    path("schedule/visits/<int:pk>/reopening/", visits.reopening, name="visit-reopening"),
    path("schedule/orders/<int:number>/", orders.order_visit, name="order-visit"),
    path("schedule/orders/<int:number>/time/", orders.time, name="order-time"),
    path("schedule/orders/<int:number>/place/", orders.place, name="order-place"),
    path("schedule/orders/<int:number>/hold/", orders.hold, name="order-hold"),
    path("schedule/orders/<int:number>/release/", orders.release, name="order-release"),
    path("schedule/availability/", availability.availability, name="availability"),
    path("schedule/availability/<int:member>/", availability.hours, name="hours"),
    path("schedule/availability/<int:member>/time-off/", availability.time_off, name="time-off"),
    path("schedule/time-off/<int:pk>/removal/", availability.time_off_removal, name="time-off-removal"),
    path("schedule/skills/", availability.skills, name="skills"),
    path("schedule/rules/", availability.rules, name="rules"),
    path("orders/<int:number>/schedule/", orders.panel, name="order_panel"),
]
