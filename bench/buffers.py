"""`python -m bench.buffers`: how many 8 kB pages PostgreSQL touches for one page of posts, and that it stays flat.

Times on a shared machine say little; the pages touched are the same on every run.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import psycopg

from .data import HOME, prepare

RESULTS = Path(__file__).resolve().parent / "results"
# Who reads: by how many people they follow.
VIEWERS = {"follows about 12": (10, 14), "about 50": (45, 55), "about 500": (380, 620), "the most": (1000, 10**6)}
DOORS = {
    "feed": "SELECT results, next FROM public.get_feed(%(viewer)s, 20, %(after)s)",
    "ranked": "SELECT results, next FROM public.get_ranked_feed(%(viewer)s, 20, %(after)s)",
    "search, a common word": "SELECT results, next FROM public.search_posts(%(viewer)s, 'with', 20, %(after)s)",
    "search, a rare one": "SELECT results, next FROM public.search_posts(%(viewer)s, %(rare)s, 20, %(after)s)",
    "search, none": "SELECT results, next FROM public.search_posts(%(viewer)s, 'zzznowhere', 20, %(after)s)",
    "comments": "SELECT results, next"
    " FROM public.get_comments(%(viewer)s, %(talked)s, 'new', NULL, 20, %(after)s)",
    "a person's posts": "SELECT results, next FROM public.get_user_posts(%(viewer)s, %(author)s, 20, %(after)s)",
}
_VIEWER = """
SELECT user_id::text, following_count FROM private.profile_stats
 WHERE following_count BETWEEN %s AND %s ORDER BY following_count DESC, user_id LIMIT 1
"""
# The word of the fewest posts, if more than a page of them.
_RARE = """
SELECT word FROM ts_stat('SELECT words FROM private.post_words') WHERE ndoc > 20 AND length(word) > 3
 ORDER BY ndoc, word LIMIT 1
"""


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
    lines = ["| door | viewer | follows | first page | second page | bytes |", "|---|---|---|---|---|---|"]
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("SET ROLE topin_definer")
        author = connection.execute(
            "SELECT user_id::text FROM private.profile_stats ORDER BY posts_count DESC, user_id LIMIT 1"
        ).fetchone()
        talked = connection.execute(
            "SELECT n.post_id::text FROM private.post_counters n JOIN public.posts p ON p.id = n.post_id"
            " WHERE p.audience = 'public' ORDER BY n.comment_count DESC, n.post_id LIMIT 1"
        ).fetchone()
        rare = connection.execute(_RARE).fetchone()
        for name, span in VIEWERS.items():
            found = connection.execute(_VIEWER, span).fetchone()
            if found is None or author is None:
                continue
            for door, statement in DOORS.items():
                values = {"viewer": found[0], "author": author[0], "after": None}
                values |= {"talked": talked and talked[0], "rare": rare and rare[0]}
                row = connection.execute(statement, values).fetchone()
                first = _buffers(connection, statement, values)
                after = json.dumps(row[1]) if row and row[1] else None
                second: int | str = (
                    "-" if after is None else _buffers(connection, statement, {**values, "after": after})
                )
                size = len(json.dumps(row and row[0]))
                lines.append(f"| {door} | {name} | {found[1]} | {first} | {second} | {size} |")
    return "\n".join(lines) + "\n"


def _buffers(connection: psycopg.Connection[Any], statement: str, values: dict[str, Any]) -> int:
    """Pages hit and read by the second run, when catalogue and plans are warm."""
    pages = 0
    for _ in range(2):
        explained = connection.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", values).fetchone()
        plan = explained[0][0]["Plan"] if explained else {}
        pages = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    return pages


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    sys.exit(main())
