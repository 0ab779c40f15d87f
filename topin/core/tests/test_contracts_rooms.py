"""Every table has one owner room, with its policies beside it; rooms are built alike."""

import re
from collections import Counter

from topin.core.db import catalogue, rooms
from topin.core.testing.contracts import relative

_CREATED = re.compile(r"^CREATE TABLE (?:IF NOT EXISTS )?(\w+\.\w+) \(", re.MULTILINE)


def created():
    """Which tables.sql makes which table."""
    return [
        (table, path) for path in rooms.tables() for table in _CREATED.findall(path.read_text(encoding="utf-8"))
    ]


def test_each_table_is_made_by_one_room(owner):
    made = [table for table, _ in created()]
    assert [table for table, times in Counter(made).items() if times > 1] == []
    assert sorted(catalogue.read(owner)["table"].keys() ^ set(made)) == []


def test_the_policies_of_a_table_stand_in_its_room_in_one_file_of_its_name():
    room_of = {table: rooms.owner_of(path) for table, path in created()}
    files = {file.table: file for file in rooms.files("policies") if file.table}
    assert sorted(room_of.keys() ^ files.keys()) == []
    assert [table for table, file in files.items() if file.path.stem != table.partition(".")[2]] == []
    assert [table for table, file in files.items() if rooms.owner_of(file.path) != room_of[table]] == []


def test_each_room_is_a_django_app_with_its_own_tests():
    for room in rooms.ROOMS:
        assert (rooms.ROOT / room / "apps.py").exists(), room
        if rooms.sql_folders(room):
            assert list((rooms.ROOT / room).glob("**/tests/test_*.py")), f"{room} has SQL and no test"


def test_no_sql_of_a_room_lies_where_nobody_applies_it():
    applied = {file.path for kind in rooms.KINDS for file in rooms.files(kind)} | {
        *rooms.tables(),
        *rooms.preludes(),
    }
    # adopt.sql is read by `manage.py adopt` alone.
    lost = [
        relative(path)
        for room in rooms.ROOMS
        for path in (rooms.ROOT / room).glob("**/sql/**/*.sql")
        if path not in applied and path.name != "adopt.sql"
    ]
    assert lost == []
