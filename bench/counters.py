"""`python -m bench.counters`: likes, comments and reposts toggled by many while several fold, and the drift after.

Clients choose among few posts, so that they meet. The doors are the product's own, called as a job would (HTTP is
measured elsewhere); each call is a transaction of its own.
"""

import argparse
import random
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg

from .data import HOME, prepare

RESULTS = Path(__file__).resolve().parent / "results"
CLIENTS, FOLDERS, POSTS, PEOPLE = 10, 2, 5, 50


def main() -> int:
    """Toggle, fold, compare; print and keep the table. Exit code 1 where anything drifted."""
    parser = argparse.ArgumentParser(prog="bench.counters", description=__doc__)
    parser.add_argument("--toggles", type=int, default=27_000)
    parser.add_argument("--users", type=int, default=2_000)
    parser.add_argument("--posts", type=int, default=10_000)
    options = parser.parse_args()
    bench = prepare(options.users, options.posts)
    try:
        table, drift = _measure(bench.database_url, options.toggles)
    finally:
        bench.services.stop()
    print(table)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "counters.md").write_text(f"# Toggles at once, and what they leave\n\n{table}")
    return 1 if drift else 0


def _measure(url: str, toggles: int) -> tuple[str, int]:
    with _connect(url) as look:
        people = [row[0] for row in look.execute("SELECT id FROM public.profiles ORDER BY id LIMIT %s", (PEOPLE,))]
        posts = [
            row[0]
            for row in look.execute(
                "SELECT id FROM public.posts WHERE audience = 'public' AND deleted_at IS NULL"
                " AND author_id <> ALL (%s) ORDER BY id LIMIT %s", (people, POSTS),
            )
        ]  # fmt: skip
        ended, began = threading.Event(), time.monotonic()
        with ThreadPoolExecutor(FOLDERS) as folders, ThreadPoolExecutor(CLIENTS) as clients:
            folding = [folders.submit(_fold, url, ended) for _ in range(FOLDERS)]
            share = toggles // CLIENTS
            work = [clients.submit(_toggle, url, seed, share, posts, people) for seed in range(CLIENTS)]
            try:
                done = sum(one.result() for one in work)
            finally:
                seconds = time.monotonic() - began
                ended.set()
            folded = sum(one.result() for one in folding)
        folded += _fold(url, ended)
        drift = _value(look, "SELECT count(*) FROM private.verify_counters(false)")
        left = _value(look, "SELECT count(*) FROM private.counter_step")
    rows = [
        ("toggles", done), ("clients", CLIENTS), ("posts they share", POSTS), ("a second", round(done / seconds)),
        ("steps folded meanwhile and after", folded), ("steps left", left), ("counters that drifted", drift),
    ]  # fmt: skip
    return "| | |\n|---|---|\n" + "".join(f"| {name} | {value:,} |\n" for name, value in rows), drift + left


def _toggle(url: str, seed: int, times: int, posts: list[Any], people: list[Any]) -> int:
    dice, written, done = random.Random(seed), [], 0
    with _connect(url) as connection:
        while done < times:
            who, post, kind = dice.choice(people), dice.choice(posts), dice.random()
            try:
                door = next((name for limit, name in _DOORS if kind < limit), None)
                if door:
                    connection.execute(f"SELECT public.{door}(%s, %s)".encode(), (who, post))
                elif kind < 0.9 or not written:
                    row = connection.execute(_COMMENT, (who, post)).fetchone()
                    written.append((who, row[0]["id"] if row else None))
                else:
                    connection.execute("SELECT public.delete_comment(%s, %s)", written.pop())
            except psycopg.Error as error:
                if not (error.sqlstate or "").startswith("PT"):
                    raise  # a refusal (a block between the two) is no toggle, anything else a fault
            else:
                done += 1
    return done


_DOORS = ((0.3, "like_content"), (0.5, "unlike_content"), (0.65, "repost"), (0.8, "unrepost"))
_COMMENT = "SELECT body FROM public.add_comment(%s, %s, 'A')"


def _fold(url: str, ended: threading.Event) -> int:
    """Fold until told to end, and then until nothing is left; returns how many steps."""
    total = 0
    with _connect(url) as connection:
        while True:
            ending = ended.is_set()
            folded = _value(connection, "SELECT private.fold_counters()")
            total += folded
            if not folded:
                if ending:
                    return total
                time.sleep(0.05)


def _value(connection: psycopg.Connection[Any], statement: str) -> int:
    row = connection.execute(statement.encode()).fetchone()
    return int(row[0]) if row else 0


def _connect(url: str) -> psycopg.Connection[Any]:
    connection = psycopg.connect(url, autocommit=True)
    connection.execute("SET ROLE topin_definer")
    return connection


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    sys.exit(main())
