"""`python -m bench.buffers`: how many 8 kB pages it takes for a page of each list, and that they stay flat.

Times on a shared machine say little; the pages touched are the same on every run.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import psycopg

from .data import HOME, prepare
from .doors import LISTS, SINGLE, SUBJECTS, VIEWERS

RESULTS = Path(__file__).resolve().parent / "results"
RUNS = 3


def main() -> int:
    """Measure each door for each viewer, first and second page; print and keep the table."""
    parser = argparse.ArgumentParser(prog="bench.buffers", description=__doc__)
    parser.add_argument("--users", type=int, default=10_000)
    parser.add_argument("--posts", type=int, default=300_000)
    parser.add_argument("--database", help="a database that is filled already, instead of the bench's own")
    options = parser.parse_args()
    if options.database:
        table = _measure(options.database)
    else:
        bench = prepare(options.users, options.posts)
        try:
            table = _measure(bench.database_url)
        finally:
            bench.services.stop()
    text = f"# Buffers a page of 20, {options.users} people, {options.posts} posts\n\n{table}"
    print(text)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"buffers-{options.users}-{options.posts}.md").write_text(text)
    return 0


def _measure(database_url: str) -> str:
    """A line for each door, a column for each viewer: pages of the first / of the second page, ms of the first."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("SET ROLE topin_definer")
        connection.execute("SET plan_cache_mode = force_generic_plan")  # as the login of the API has it
        subjects = {name: _one(connection, statement) for name, statement in SUBJECTS.items()}
        viewers = {name: _one(connection, statement) for name, statement in VIEWERS.items()}
        lines = [f"| | {' | '.join(viewers)} |", "|---" * (len(viewers) + 1) + "|"]
        for door, call in {**LISTS, **SINGLE}.items():
            cells = [_cell(connection, call, {**subjects, "viewer": viewer}) for viewer in viewers.values()]
            lines.append(f"| {door} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _one(connection: psycopg.Connection[Any], statement: str) -> str:
    row = connection.execute(statement.encode()).fetchone()
    return str(row and row[0])


def _cell(connection: psycopg.Connection[Any], call: str, values: dict[str, str]) -> str:
    """Of a list the pages of its first and second page; a refusal by its code."""
    given: dict[str, str | None] = {**values, "after": None}
    statement = call if call.startswith("SELECT") else f"SELECT results, next FROM {call}"
    try:
        row = connection.execute(statement.encode(), given).fetchone()
        first, took = _cost(connection, statement, given)
        if statement == call:
            return f"{first} ({took:.1f} ms)"
        given["after"] = json.dumps(row[1]) if row and row[1] else None
        second = _cost(connection, statement, given)[0] if given["after"] else "-"
    except psycopg.Error as error:
        return str(error.diag.message_primary)
    return f"{first} / {second} ({took:.1f} ms)"


def _cost(connection: psycopg.Connection[Any], statement: str, values: dict[str, str | None]) -> tuple[int, float]:
    """Pages hit and read by the last run, when catalogue and plans are warm, and the shortest time in ms."""
    pages, times = 0, []
    for _ in range(RUNS):
        explained = connection.execute(
            f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}".encode(), values
        ).fetchone()
        found = explained[0][0] if explained else {}
        pages = found["Plan"]["Shared Hit Blocks"] + found["Plan"]["Shared Read Blocks"]
        times.append(found["Execution Time"])
    return pages, min(times)


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    sys.exit(main())
