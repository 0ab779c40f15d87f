"""The worker's and beat's entry: the application of topin.core.jobs with the tasks of every room."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "topin.settings.base")
django.setup(set_prefix=False)

from topin.core.jobs.app import app  # noqa: E402 (needs the settings)

__all__ = ["app"]

app.autodiscover_tasks(["topin.core.jobs", "topin.auth", "profiles", "profiles.settings", "social", "posts"])
