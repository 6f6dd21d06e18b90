from django.urls import path

from orders.views import states
from orders.views.states import STAGES, STATUSES

app_name = "order-settings"

urlpatterns = [
    path("statuses/", states.listed, {"shelf": STATUSES}, name="status"),
    path("statuses/new/", states.state, {"shelf": STATUSES}, name="status-new"),
    path("statuses/<int:pk>/", states.state, {"shelf": STATUSES}, name="status-one"),
    path("statuses/<int:pk>/place/", states.place, {"shelf": STATUSES}, name="status-place"),
    path("statuses/<int:pk>/merging/", states.merging, {"shelf": STATUSES}, name="status-merging"),
    path("stages/", states.listed, {"shelf": STAGES}, name="stage"),
    path("stages/new/", states.state, {"shelf": STAGES}, name="stage-new"),
    path("stages/<int:pk>/", states.state, {"shelf": STAGES}, name="stage-one"),
    path("stages/<int:pk>/place/", states.place, {"shelf": STAGES}, name="stage-place"),
    path("stages/<int:pk>/merging/", states.merging, {"shelf": STAGES}, name="stage-merging"),
]
