"""Settings of the test suite: the same product, on services of its own."""

from .base import *  # noqa: F403

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
