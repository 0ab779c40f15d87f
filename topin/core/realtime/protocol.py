"""topin.v1 on the wire: what a frame must look like, and what the server's own frames are."""

import json
import uuid
from dataclasses import dataclass
from typing import Any, NoReturn

SUBPROTOCOL = "topin.v1"
LONGEST = 65536
_LARGEST = 2**63 - 1


class Close:
    """Why a socket ends."""

    DEPLOY = 1012
    BAD_FRAME = 4400
    TOKEN = 4401
    FORBIDDEN = 4403
    SILENT = 4408
    REPLACED = 4409
    RESYNC = 4410
    TOO_FAST = 4429
    UNAVAILABLE = 4503
    SLOW = 4508


class BadFrame(Exception):
    """A frame that no client of ours would send: closes the socket with 4400."""


@dataclass(frozen=True)
class Hello:
    """The first frame: who, on which device, and where it left off (None: from now on)."""

    token: str
    device: str
    epoch: str | None
    seq: int | None


def parse(raw: str) -> dict[str, Any]:
    """A text frame as an object with a `t`; BadFrame for anything else."""
    try:
        frame = json.loads(raw, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise BadFrame from None
    if not isinstance(frame, dict) or not isinstance(frame.get("t"), str):
        raise BadFrame
    return frame


def hello(frame: dict[str, Any]) -> Hello:
    """The fields of a hello; position is both of epoch and seq, or neither."""
    if type(frame.get("v")) is not int or frame["v"] != 1:
        raise BadFrame
    epoch, seq = frame.get("epoch"), frame.get("seq")
    if (epoch is None) != (seq is None):
        raise BadFrame
    return Hello(
        token=text(frame.get("token"), 16384),
        device=text(frame.get("device", ""), 200),
        epoch=None if epoch is None else _uuid(epoch),
        seq=None if seq is None else number(seq),
    )


def text(value: Any, most: int) -> str:
    """Clean text of at most `most` characters."""
    if not isinstance(value, str) or len(value) > most or "\0" in value:
        raise BadFrame
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadFrame from None
    return value


def number(value: Any) -> int:
    """A sequence number."""
    if type(value) is not int or not 0 <= value <= _LARGEST:
        raise BadFrame
    return value


def write(t: str, **fields: Any) -> str:
    """A frame of the server's; fields that are None are left out."""
    return json.dumps({"t": t, **{name: value for name, value in fields.items() if value is not None}})


def _uuid(value: Any) -> str:
    try:
        return str(uuid.UUID(text(value, 36)))
    except ValueError:
        raise BadFrame from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
