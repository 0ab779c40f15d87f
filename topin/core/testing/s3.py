"""A small S3 server for tests that takes nothing on trust: every request must bear a SigV4 signature that holds.

Source: AWS, "Authenticating Requests (Signature Version 4)", for headers and for query parameters. Path-style
addresses; objects in memory; listings in pages of two, so that whoever does not page is found out.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from xml.sax.saxutils import escape

from .server import answering

BUCKET, REGION, ACCESS, SECRET = "topin-test", "eu-test-1", "AKIATEST", "secret/test+key"
_PAGE = 2
_UNSIGNED = "UNSIGNED-PAYLOAD"


@dataclass
class Bucket:
    """What is stored, by key: (content, content type, when); `away`: it answers 503; `log` of requests."""

    url: str = ""
    objects: dict[str, tuple[bytes, str, datetime]] = field(default_factory=dict)
    away: bool = False
    log: list[str] = field(default_factory=list)


@contextmanager
def serving_s3() -> Iterator[Bucket]:
    """The server on a free port until the block ends."""
    bucket = Bucket()
    with answering(type("Handler", (_Handler,), {"bucket": bucket})) as bucket.url:
        yield bucket


class Denied(Exception):
    """A request that S3 would refuse: its code."""


class _Handler(BaseHTTPRequestHandler):
    bucket: Bucket
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        self.bucket.log.append(f"{self.command} {self.path.partition('?')[0]}")

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.bucket.away:
            self._error(503, "ServiceUnavailable")
            return
        try:
            verify(self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        except Denied as denied:
            self._error(403, str(denied))
            return
        bucket, _, key = unquote(urlsplit(self.path).path).lstrip("/").partition("/")
        if bucket != BUCKET:
            self._error(404, "NoSuchBucket")
        elif key:
            getattr(self, f"_{self.command.lower()}")(key, body)
        else:
            self._list()

    do_GET = do_PUT = do_DELETE = do_HEAD = handle_any

    def _put(self, key: str, body: bytes) -> None:
        kind = self.headers.get("Content-Type") or "binary/octet-stream"
        self.bucket.objects[key] = (body, kind, datetime.now(UTC))
        self._answer(200, b"", {"ETag": f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'})

    def _get(self, key: str, body: bytes) -> None:
        if key not in self.bucket.objects:
            self._error(404, "NoSuchKey")
            return
        content, kind, _ = self.bucket.objects[key]
        asked = dict(parse_qsl(urlsplit(self.path).query))
        self._answer(200, content, {"Content-Type": asked.get("response-content-type", kind)})

    def _delete(self, key: str, body: bytes) -> None:
        self.bucket.objects.pop(key, None)
        self._answer(204, b"", {})

    def _list(self) -> None:
        asked = dict(parse_qsl(urlsplit(self.path).query))
        after = asked.get("continuation-token", "")
        keys = sorted(
            key for key in self.bucket.objects if key.startswith(asked.get("prefix", "")) and key > after
        )
        page, more = keys[:_PAGE], len(keys) > _PAGE
        items = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(self.bucket.objects[key][0])}</Size>"
            f"<LastModified>{self.bucket.objects[key][2]:%Y-%m-%dT%H:%M:%S.000Z}</LastModified></Contents>"
            for key in page
        )
        token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
        text = (
            f'<?xml version="1.0"?><ListBucketResult><IsTruncated>{str(more).lower()}</IsTruncated>{token}{items}'
            "</ListBucketResult>"
        )
        self._answer(200, text.encode(), {"Content-Type": "application/xml"})

    def _error(self, status: int, code: str) -> None:
        text = f'<?xml version="1.0"?><Error><Code>{code}</Code><Message>{code}</Message></Error>'
        self._answer(status, text.encode(), {"Content-Type": "application/xml"})

    def _answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD" and status != 204:
            self.wfile.write(content)


def verify(method: str, target: str, headers: dict[str, str], body: bytes) -> None:
    """Raises Denied unless the request was signed, as it is, by who knows the secret, for now."""
    parts = urlsplit(target)
    query = parse_qsl(parts.query, keep_blank_values=True)
    given = dict(query)
    if "X-Amz-Signature" in given:
        stamp, signed = given["X-Amz-Date"], given["X-Amz-SignedHeaders"]
        credential, signature = given["X-Amz-Credential"], given["X-Amz-Signature"]
        payload, life = _UNSIGNED, int(given["X-Amz-Expires"])
        query = [(name, value) for name, value in query if name != "X-Amz-Signature"]
    elif headers.get("authorization", "").startswith("AWS4-HMAC-SHA256 "):
        fields = dict(part.strip().split("=", 1) for part in headers["authorization"][17:].split(","))
        stamp, signed, life = headers["x-amz-date"], fields["SignedHeaders"], 900
        credential, signature = fields["Credential"], fields["Signature"]
        payload = headers["x-amz-content-sha256"]
        if payload not in (_UNSIGNED, hashlib.sha256(body).hexdigest()):
            raise Denied("XAmzContentSHA256Mismatch")
    else:
        raise Denied("AccessDenied")
    _on_time(stamp, life)
    if "host" not in signed.split(";") or not _scoped(credential, stamp):
        raise Denied("AuthorizationQueryParametersError")
    lines = [f"{name}:{' '.join(headers.get(name, '').split())}\n" for name in signed.split(";")]
    asked = "&".join(sorted(f"{_quoted(name)}={_quoted(value)}" for name, value in query))
    canonical = "\n".join(
        [method, quote(unquote(parts.path), safe="/-_.~"), asked, "".join(lines), signed, payload]
    )
    if not hmac.compare_digest(signature, _signature(canonical, stamp)):
        raise Denied("SignatureDoesNotMatch")


def _on_time(stamp: str, life: int) -> None:
    made = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    now = datetime.now(UTC)
    if not made - timedelta(minutes=15) <= now <= made + timedelta(seconds=life):
        raise Denied("AccessDenied" if now > made else "RequestTimeTooSkewed")


def _scoped(credential: str, stamp: str) -> bool:
    return credential == f"{ACCESS}/{stamp[:8]}/{REGION}/s3/aws4_request"


def _quoted(text: str) -> str:
    return quote(text, safe="-_.~")


def _signature(canonical: str, stamp: str) -> str:
    scope = f"{stamp[:8]}/{REGION}/s3/aws4_request"
    text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = f"AWS4{SECRET}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
