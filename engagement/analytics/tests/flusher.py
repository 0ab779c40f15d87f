"""Flushes the buffer without end, in small batches, until test_kill.py kills it in the middle of something."""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "topin.settings.test")
django.setup(set_prefix=False)

from redis.exceptions import RedisError  # noqa: E402 (the next need the settings)

from engagement.analytics import buffer, tracking  # noqa: E402

if __name__ == "__main__":
    buffer.SIZE = 5
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        try:
            tracking.flush()
        except RedisError:
            time.sleep(0.05)  # Redis is being killed, too
