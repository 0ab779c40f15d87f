#!/usr/bin/env python
"""Django's command line for this project; `manage.py help` lists the project's own commands first."""

import os
import sys

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import Error as DatabaseError

from topin.core import processes
from topin.core.db.errors import at_a_start
from topin.core.embedded.process import EmbeddedError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "topin.settings.base")
    processes.prepare(sys.argv)  # before the settings are read
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, processes.StartRefused, EmbeddedError) as error:
        processes.refuse(error)
    except (psycopg.Error, DatabaseError) as error:
        what_to_do = at_a_start(error)
        if what_to_do is None:
            raise
        processes.refuse(processes.StartRefused(what_to_do))
