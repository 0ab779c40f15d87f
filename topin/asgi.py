"""The socket application, as `manage.py serve realtime` gives it to the server: here rooms join the sockets.

A room's frames: `handlers={"typing": messaging.frames.typing}`; see topin.core.realtime.application.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "topin.settings.base")
django.setup(set_prefix=False)

from channels.routing import ProtocolTypeRouter  # noqa: E402 (these need the settings)
from django.core.asgi import get_asgi_application  # noqa: E402

from profiles.functions import see_people  # noqa: E402
from topin.core.api.observe import configure_logs  # noqa: E402
from topin.core.api.tokens import verify  # noqa: E402
from topin.core.realtime.application import Realtime  # noqa: E402
from topin.core.realtime.presence import recorder  # noqa: E402

configure_logs()
realtime = Realtime(verify, handlers={}, presence=recorder(see_people))
application = ProtocolTypeRouter({"http": get_asgi_application(), "websocket": realtime})
