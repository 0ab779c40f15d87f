"""What a file is, by its first bytes; its name and what the sender calls it are not looked at."""

from topin.core.db.errors import Refusal

HEAD = 32
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_STILLS = {b"avif", b"avis"}
_PHONES = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
_TAKEN = "JPEG, PNG, GIF, WebP and AVIF pictures, MP4, MOV and WebM videos are taken."


def sniff(head: bytes) -> tuple[str, str]:
    """(kind, type) of a file that begins like this. Raises Refusal 415 media_type_not_supported."""
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image", "image/webp"  # the type that it becomes
    if head[4:8] == b"ftyp" and head[8:12] in _STILLS:
        return "image", "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] not in _PHONES:
        return "video", "video/mp4"
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video", "video/webm"
    raise Refusal(415, "media_type_not_supported", f"{_named(head)} {_TAKEN}", field="file")


def _named(head: bytes) -> str:
    """What the file seems to be, for a person."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head[4:8] == b"ftyp":
        return "HEIC pictures are not: send them as JPEG."
    if start.startswith(b"<"):
        return "SVG, HTML and XML are not."
    if start.startswith(b"%pdf"):
        return "PDF is not."
    return "This is none of what can be read."
