"""The door through which a web server reaches the house."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "niangjia.site.settings")

application = get_asgi_application()
