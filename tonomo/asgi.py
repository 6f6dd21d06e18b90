"""Pages and sockets in one process; production gives `/live/` alone to it (see docs/operations.md)."""

import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tonomo.settings")
pages = get_asgi_application()

from companies.consumers import Live  # noqa: E402  (needs the app registry)
from core.live.origin import SameHost  # noqa: E402
from tonomo.static import with_static_files  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": with_static_files(pages),
        "websocket": SameHost(AuthMiddlewareStack(URLRouter([path("live/", Live.as_asgi())]))),
    }
)
