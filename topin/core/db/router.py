"""Where Django's ORM goes: it serves the admin and the jobs, never an app's request."""

from typing import Any

from django.conf import settings


class OrmRouter:
    """Every model, managed or not, is read and written through the process's ORM login."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return str(settings.ORM_ALIAS)

    db_for_write = db_for_read

    def allow_relation(self, one: Any, two: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Only the owner, which exists in `migrate` alone, makes tables."""
        return db == "owner"
