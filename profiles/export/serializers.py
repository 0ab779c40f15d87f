"""The shapes of what the endpoints of the export answer."""

from typing import Any

from rest_framework import serializers


class DataExport(serializers.Serializer[Any]):
    """How an export stands; all but `status` is null where there is none."""

    id = serializers.UUIDField(allow_null=True)
    status = serializers.ChoiceField(["none", "pending", "running", "ready", "failed"])
    created_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    bytes = serializers.IntegerField(allow_null=True)
    url = serializers.CharField(
        allow_null=True, help_text="of a ready one: good for minutes, needs no token; ask again for another"
    )
