from django.urls import path

from orders.views import assigning, bulk, listing

app_name = "orders"

urlpatterns = [
    path("", listing.order_list, name="list"),
    path("groups/<str:key>/", listing.group, name="group"),
    path("unscheduled/", listing.unscheduled, name="unscheduled"),
    path("archive/", listing.archived, name="archive"),
    path("bulk/status/", bulk.status, name="bulk-status"),
    path("bulk/archive/", bulk.archive, name="bulk-archive"),
    path("bulk/restore/", bulk.restore, name="bulk-restore"),
    path("<int:number>/row/", listing.row, name="row"),
    path("<int:number>/manager/", assigning.manager, name="manager"),
    path("<int:number>/team/", assigning.team, name="team"),
    path("<int:number>/status/", assigning.status, name="status"),
]
