"""The door through which a web server reaches the house."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "niangjia.site.settings")

_django = get_asgi_application()

from niangjia.site.doorway import doorway  # noqa: E402 - settings exist only from here on

application = doorway(_django)
