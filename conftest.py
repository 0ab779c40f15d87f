"""Fixtures for every room's tests."""

from topin.core.testing.fixtures import *  # noqa: F403
from topin.core.testing.fixtures import _database_open  # noqa: F401 (a fixture of every test)
