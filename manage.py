#!/usr/bin/env python
"""Django's command line for this project; `manage.py help` lists the project's own commands first."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from topin.core import processes
from topin.core.embedded.process import EmbeddedError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "topin.settings.base")
    processes.prepare(sys.argv)  # before the settings are read
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, processes.StartRefused, EmbeddedError) as error:
        processes.refuse(error)
