"""Settings of the test suite: the same product, on services of its own."""

from .base import *  # noqa: F403

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# Signing staff in costs a second with the real hash, on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
