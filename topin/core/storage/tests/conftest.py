"""Both stores, to be held to the same promises."""

import pytest

from topin.core.storage.store import store
from topin.core.testing import s3


@pytest.fixture
def bucket(settings):
    """A bucket of the strict S3 server, which is this installation's store."""
    with s3.serving_s3() as served:
        settings.S3_BUCKET, settings.S3_REGION = s3.BUCKET, s3.REGION
        settings.S3_ENDPOINT, settings.S3_ACCESS_KEY, settings.S3_SECRET_KEY = served.url, s3.ACCESS, s3.SECRET
        settings.MEDIA_STORE = "topin.core.storage.s3.S3Store"
        yield served


@pytest.fixture(params=["files", "s3"])
def either(request, settings, tmp_path):
    """The store of a folder, then that of a bucket."""
    if request.param == "s3":
        request.getfixturevalue("bucket")
    else:
        settings.MEDIA_DIR = tmp_path / "store"
    return store()


@pytest.fixture
def file(tmp_path):
    """`file(content)`: a path with that content."""

    def act(content=b"content"):
        path = tmp_path / "source"
        path.write_bytes(content)
        return path

    return act
