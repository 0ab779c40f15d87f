"""Settings of uploads: where files lie, how large they may be, how long their signed addresses hold."""

from pathlib import Path

from .databases import DATA_DIR
from .environment import number, text

# Without an S3 bucket files lie here; every process of the API and of the workers must see the same folder.
MEDIA_DIR = Path(text("TOPIN_MEDIA_DIR") or DATA_DIR / "media")
# With one they lie there. Keys come from boto3's usual places (AWS_ACCESS_KEY_ID …) where none are given.
S3_BUCKET = text("TOPIN_S3_BUCKET")
S3_ENDPOINT = text("TOPIN_S3_ENDPOINT")  # empty: AWS
S3_REGION = text("TOPIN_S3_REGION", "us-east-1")
S3_ACCESS_KEY = text("TOPIN_S3_ACCESS_KEY")
S3_SECRET_KEY = text("TOPIN_S3_SECRET_KEY")
# What keeps them; boto3 is not even imported where files lie in a folder.
MEDIA_STORE = f"topin.core.storage.{'s3.S3Store' if S3_BUCKET else 'files.FileStore'}"

_MB = 1024 * 1024
# The largest file of each kind, in bytes. The proxy in front must let as much through.
IMAGE_BYTES = number("TOPIN_IMAGE_BYTES", 20 * _MB, least=1)
VIDEO_BYTES = number("TOPIN_VIDEO_BYTES", 200 * _MB, least=1)
# The largest picture in pixels: a small file can unpack to gigabytes.
IMAGE_PIXELS = number("TOPIN_IMAGE_PIXELS", 25_000_000, least=1)
VIDEO_SECONDS = number("TOPIN_VIDEO_SECONDS", 600, least=1)
# How long a signed address to read holds at least (at most twice as long); with S3 also how long what was just
# closed off can still be read by who holds one.
LINK_SECONDS = number("TOPIN_LINK_SECONDS", 60, least=1)
# The same of a video: players come back to the address for each part, and it asks again at each use.
VIDEO_LINK_SECONDS = number("TOPIN_VIDEO_LINK_SECONDS", 4 * 3600, least=1)
# How long a bucket's own address of a picture holds: a client follows it at once, and nobody can call it back.
REDIRECT_SECONDS = number("TOPIN_REDIRECT_SECONDS", 5, least=1)
# How long an address to upload holds.
UPLOAD_SECONDS = number("TOPIN_UPLOAD_SECONDS", 900, least=1)
