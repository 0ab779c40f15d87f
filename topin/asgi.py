"""The socket application, as `manage.py serve realtime` gives it to daphne."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "topin.settings.base")

application = ProtocolTypeRouter({"http": get_asgi_application()})
