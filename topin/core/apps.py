"""Registers the foundation with Django."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created
from psycopg.adapt import Loader

from topin.core.db import told
from topin.core.realtime import hints


class AsBytes(Loader):
    """Hands JSON on as PostgreSQL built it: the API writes these bytes to the socket untouched."""

    def load(self, data: Any) -> bytes:
        return bytes(data)


class CoreConfig(AppConfig):
    """Operations"""

    name = "topin.core"
    verbose_name = "Operations"

    def ready(self) -> None:
        connection_created.connect(prepare_connection, dispatch_uid="topin.core")
        told.after_commit("TPH01", hints.publish)


def prepare_connection(sender: Any, connection: Any, **kwargs: Any) -> None:
    """On each new connection: JSON untouched, and no query in nobody's name where users are acted for."""
    from topin.core.db.session import refuse_outside  # the app registry is not ready at import time

    connection.connection.adapters.register_loader("json", AsBytes)
    told.listen(connection.connection)
    if connection.alias in settings.GUARDED_ALIASES and not connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_outside(connection.alias))
