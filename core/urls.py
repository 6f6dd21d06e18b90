from django.urls import path

from core.palette import palette
from core.styleguide import styleguide

app_name = "core"

urlpatterns = [
    path("palette/", palette, name="palette"),
    path("styleguide/", styleguide, name="styleguide"),
]
