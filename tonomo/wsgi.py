import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tonomo.settings")
pages = get_wsgi_application()

from tonomo.static import with_static_pages  # noqa: E402  (needs the settings)

application = with_static_pages(pages)
