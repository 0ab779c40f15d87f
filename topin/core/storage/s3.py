"""Files in an S3 bucket, or anything that speaks its protocol; connection and settings are django-storages'."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage

from .faults import too_large, unavailable

_FAULTS = (BotoCoreError, ClientError)
# Checksums only where S3 demands them: other servers of the protocol refuse the newer kind.
_CONFIG = Config(
    signature_version="s3v4", connect_timeout=5, read_timeout=30, retries={"max_attempts": 3},
    request_checksum_calculation="when_required", response_checksum_validation="when_required",
    s3={"addressing_style": "path"},
)  # fmt: skip


class S3Store:
    """The Store of a bucket; nothing in it is readable without a signature."""

    def __init__(self) -> None:
        self._storage = S3Storage(
            bucket_name=settings.S3_BUCKET, endpoint_url=settings.S3_ENDPOINT or None,
            region_name=settings.S3_REGION, access_key=settings.S3_ACCESS_KEY or None,
            secret_key=settings.S3_SECRET_KEY or None, client_config=_CONFIG,
        )  # fmt: skip
        self._bucket = settings.S3_BUCKET

    @property
    def _client(self) -> Any:
        return self._storage.connection.meta.client

    def put(self, key: str, source: Path, content_type: str) -> None:
        with unavailable(OSError, *_FAULTS), source.open("rb") as body:
            self._client.put_object(
                Bucket=self._bucket, Key=key, Body=body, ContentType=content_type, ContentDisposition="attachment"
            )

    def fetch(self, key: str, target: Path, most: int) -> bool:
        with unavailable(OSError, *_FAULTS):
            try:
                found = self._client.get_object(Bucket=self._bucket, Key=key)
            except ClientError as error:
                if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                    return False
                raise
            if found["ContentLength"] > most:
                found["Body"].close()
                raise too_large(found["ContentLength"], most)
            with target.open("wb") as file:
                for chunk in found["Body"].iter_chunks(1024 * 1024):
                    file.write(chunk)
        return True

    def has(self, prefix: str, names: set[str]) -> bool:
        return names <= {key.removeprefix(f"{prefix}/") for key, _ in self.every(prefix)}

    def delete(self, prefix: str) -> None:
        keys = [prefix, *(key for key, _ in self.every(prefix))]
        with unavailable(*_FAULTS):
            for key in keys:
                self._client.delete_object(Bucket=self._bucket, Key=key)

    def every(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=f"{prefix}/")
        with unavailable(*_FAULTS):
            for page in pages:
                for item in page.get("Contents", ()):
                    yield item["Key"], item["LastModified"]

    def link(self, key: str, content_type: str, seconds: int) -> str | None:
        asked = {"Bucket": self._bucket, "Key": key, "ResponseContentType": content_type}
        return self._signed("get_object", asked, seconds)

    def upload_link(self, key: str, content_type: str, size: int) -> str | None:
        asked = {"Bucket": self._bucket, "Key": key, "ContentType": content_type, "ContentLength": size}
        return self._signed("put_object", asked, settings.UPLOAD_SECONDS)

    def open(self, key: str) -> Path | None:
        return None

    def _signed(self, operation: str, asked: dict[str, Any], seconds: int) -> str:
        with unavailable(*_FAULTS):
            return str(self._client.generate_presigned_url(operation, Params=asked, ExpiresIn=seconds))
