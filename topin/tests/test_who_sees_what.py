"""docs/who-sees-what.txt: complete over the routes, and what the API really shows.

A change of sight shows in its diff: see it through, then `make reference`.
"""

import difflib

import pytest
from django.urls import get_resolver

from topin.core.db import rooms
from topin.tests.who_sees_what import below
from topin.tests.who_sees_what.page import HEAD, Looking, of_nobody, of_routes, routes
from topin.tests.who_sees_what.routes import ROUTES
from topin.tests.who_sees_what.staff import of_staff
from topin.tests.who_sees_what.world import World

PAGE = rooms.ROOT / "docs" / "who-sees-what.txt"


def test_each_route_that_reads_says_whose_content_it_shows():
    """A new GET route needs its line in topin/tests/who_sees_what/routes.py."""
    served = set(routes(get_resolver().url_patterns))
    assert sorted(served - ROUTES.keys()) == [], "give it a line in topin/tests/who_sees_what/routes.py"
    assert sorted(ROUTES.keys() - served) == [], "no such route any more"


def test_the_lines_stand_in_order():
    """So that two who add a line each seldom meet."""
    assert list(ROUTES) == sorted(ROUTES)


def test_each_kind_of_event_and_each_table_that_apps_read_has_its_line(sql):
    """A new one needs its line in topin/tests/who_sees_what/below.py."""
    assert sorted(below.kinds(sql) ^ below.EVENTS.keys()) == []
    assert sorted(below.readable(sql) ^ below.TABLES.keys()) == []


@pytest.fixture
def page(api, sql):
    """The page as it is now."""
    world = World(sql)
    world.keep()
    looking = Looking(api, world)
    blocks = [HEAD, *of_routes(looking, world), *below.events(world, looking, sql), *below.tables(world)]
    return "\n".join([*blocks, of_staff(), of_nobody()])


def test_everybody_sees_what_the_page_says(page, pytestconfig):
    if pytestconfig.getoption("--write-reference"):
        PAGE.write_text(page, encoding="utf-8")
    committed = PAGE.read_text(encoding="utf-8").splitlines()
    changed = list(difflib.unified_diff(committed, page.splitlines(), "was", "is", lineterm="", n=1))
    assert not changed, "\n".join(["see it through, then `make reference`", *changed])
