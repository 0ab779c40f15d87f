"""`python -m bench.views`: the kill drill of views at full size; the outcome in bench/results/views.md."""

import argparse
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).resolve().parent / "results"


def main() -> int:
    """Run the drill, print and keep the table. Exit code 1 where a view was lost or doubled."""
    parser = argparse.ArgumentParser(prog="bench.views", description=__doc__)
    parser.add_argument("--kills", type=int, default=40)
    options = parser.parse_args()
    command = [sys.executable, "-m", "engagement.analytics.tests.drill", "--kills", str(options.kills)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    table = _table(json.loads(done.stdout.splitlines()[-1]))
    print(table)
    RESULTS.mkdir(exist_ok=True)
    title = f"# Views, and what is killed while they come in ({datetime.now(UTC):%Y-%m-%d})"
    (RESULTS / "views.md").write_text(f"{title}\n\n{table}")
    return done.returncode


def _table(told: dict[str, Any]) -> str:
    rows = [("kills", sum(told["kills"].values()))]
    rows += [(f"of {kind}", count) for kind, count in sorted(told["kills"].items())]
    rows += [(f"batches of 12 answered {status}", count) for status, count in sorted(told["answers"].items())]
    rows += [("seconds", told["seconds"]), ("views acknowledged (pairs of viewer and post)", told["acknowledged"])]
    rows += [(name, told[name]) for name in ("counted", "lost", "doubled")]
    rows += [("counters that drifted", told["drift"])]
    return "| | |\n|---|---|\n" + "".join(f"| {name} | {value:,} |\n" for name, value in rows)


if __name__ == "__main__":
    sys.exit(main())
