"""The door from Python to the SQL of settings."""

from topin.core.db.function import Arg, SqlFunction

_ACTOR = Arg("actor", "uuid")
_RESOURCE = ("body", "version")


def _update(group: str) -> SqlFunction:
    return SqlFunction(
        f"public.update_{group}_settings",
        _ACTOR,
        Arg("changes", "jsonb"),
        Arg("expected_version", "bigint", None),
        returns=_RESOURCE,
    )


get_settings = SqlFunction("public.get_settings", _ACTOR, returns=_RESOURCE, read_only=True)
update_privacy_settings = _update("privacy")
update_notification_settings = _update("notification")
update_accessibility_settings = _update("accessibility")
update_creator_settings = _update("creator")
