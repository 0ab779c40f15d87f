"""Fixtures for every room's tests, and the one option of the suite."""

import pytest

from topin.core.testing.fixtures import *  # noqa: F403
from topin.core.testing.fixtures import _database_open  # noqa: F401 (a fixture of every test)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--write-reference`: pages that the product is held against are written anew (`make reference`)."""
    parser.addoption("--write-reference", action="store_true", help="write the pages anew")
