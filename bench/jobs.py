"""`python -m bench.jobs`: what jobs and the busiest people's writes cost at a size; each is taken back."""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

from .data import HOME, prepare
from .doors import SUBJECTS

RESULTS = Path(__file__).resolve().parent / "results"
_CLOSE = """
INSERT INTO private.account_closures (user_id, closed_at) VALUES ({0}, now() - interval '31 days');
UPDATE auth.users SET deleted_at = now() WHERE id = {0}
"""
_EXPORT = """
SELECT count(*) FROM private.personal_tables() t CROSS JOIN LATERAL private.export_rows({0}, t.name) r
 WHERE t.rule LIKE 'personal: %%'
"""
_VIEWS = """
SELECT private.store_views((SELECT jsonb_agg(jsonb_build_object(
    'post_id', p.id, 'viewer_id', f.user_id, 'viewer_key', f.user_id, 'seen_at', now()))
  FROM (SELECT id, row_number() OVER () AS n FROM (
      SELECT id FROM public.posts WHERE audience = 'public' ORDER BY created_at DESC LIMIT 5000) x) p
  JOIN (SELECT user_id, row_number() OVER () AS n FROM (SELECT user_id FROM private.profile_stats LIMIT 5000) y) f
    USING (n)))
"""
_LIKES = """
INSERT INTO public.likes (post_id, user_id)
SELECT p.id, f.user_id FROM (SELECT id, row_number() OVER () AS n FROM (
    SELECT id FROM public.posts WHERE audience = 'public' ORDER BY created_at DESC LIMIT 5000) x) p
  JOIN (SELECT user_id, row_number() OVER () AS n FROM (SELECT user_id FROM private.profile_stats LIMIT 5000) y) f
    USING (n) ON CONFLICT DO NOTHING
"""
# What is done before, and what is measured.
WORK = {
    "a post of the most followed": (
        "",
        """SELECT public.create_post(%(star)s, '{"type": "text", "content": "Hello #all"}')""",
    ),
    "a like of the most liked": ("", "SELECT public.like_content(%(author)s, %(liked)s)"),
    "a comment on the most talked of": ("", "SELECT public.add_comment(%(author)s, %(talked)s, 'Hello')"),
    "5,000 likes, to fold": (_LIKES, "SELECT private.fold_counters(5000)"),
    "5,000 views out of the buffer": ("", _VIEWS),
    "yesterday's figures": ("", "SELECT private.roll_up_day(current_date - 1)"),
    "the staff's figures": ("", "SELECT private.refresh_figures()"),
    "popularity of 5,000 words": (
        "UPDATE private.profile_stats SET followers_count = followers_count * 2 + 1"
        " WHERE user_id IN (SELECT user_id FROM private.profile_stats LIMIT 2000)",
        "SELECT private.refresh_popularity(5000)",
    ),
    "a new stretch for searches": ("", "SELECT private.cut_stretches(8192)"),
    "all counters proved": ("", "SELECT count(*) FROM private.verify_counters(false)"),
    "export of the most followed": ("", _EXPORT.format("%(star)s")),
    "export of who wrote most": ("", _EXPORT.format("%(author)s")),
    "erasure of somebody": (_CLOSE.format("%(somebody)s"), "SELECT private.erase_closed_accounts()"),
    "erasure of the most followed": (_CLOSE.format("%(star)s"), "SELECT private.erase_closed_accounts()"),
    "erasure of who follows the most": (_CLOSE.format("%(follower)s"), "SELECT private.erase_closed_accounts()"),
}
_SOMEBODY = (
    "SELECT user_id::text FROM private.profile_stats WHERE following_count BETWEEN 10 AND 14"
    " AND posts_count BETWEEN 5 AND 15 ORDER BY user_id LIMIT 1"
)


def main() -> int:
    """Measure each once, warm caches only; print and keep the table."""
    parser = argparse.ArgumentParser(prog="bench.jobs", description=__doc__)
    parser.add_argument("--users", type=int, default=100_000)
    parser.add_argument("--posts", type=int, default=1_000_000)
    options = parser.parse_args()
    bench = prepare(options.users, options.posts)
    try:
        with psycopg.connect(bench.database_url, autocommit=True) as connection:
            connection.execute("SET ROLE topin_definer")
            subjects = {**SUBJECTS, "somebody": _SOMEBODY}
            values = {
                name: str((connection.execute(subjects[name].encode()).fetchone() or [None])[0])
                for name in ("star", "author", "liked", "talked", "follower", "somebody")
            }
            lines = ["| | ms | buffers |", "|---|---|---|"]
            for name, (before, work) in WORK.items():
                took, pages = _cost(connection, before, work, values)
                lines.append(f"| {name} | {took:,.0f} | {pages:,} |")
                print(lines[-1], flush=True)
    finally:
        bench.services.stop()
    text = f"# Writes and jobs, {options.users} people, {options.posts} posts\n\n" + "\n".join(lines) + "\n"
    (RESULTS / f"jobs-{options.users}-{options.posts}.md").write_text(text)
    return 0


def _cost(
    connection: psycopg.Connection[Any], before: str, work: str, values: dict[str, str]
) -> tuple[float, int]:
    """Milliseconds with the deferred checks of the end, and pages, of one run that is taken back."""
    with connection.transaction(force_rollback=True):
        for statement in filter(str.strip, before.split(";")):
            connection.execute(statement.encode(), values)
        began = time.perf_counter()
        row = connection.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {work}".encode(), values).fetchone()
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        took = (time.perf_counter() - began) * 1000
        plan = row[0][0]["Plan"] if row else {}
        return took, plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    sys.exit(main())
