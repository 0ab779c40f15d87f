"""Drives a contender: wrk for those that speak HTTP, pgbench for the limit."""

import re
import subprocess
from pathlib import Path

_HERE = Path(__file__).resolve().parent


class Failed(RuntimeError):
    """The contender answered something else than 2xx, or nothing."""


def http(url: str, path: str, tokens: Path, seconds: int, seed: int, connections: int = 16) -> float:
    """Requests a second of `url``path` over that time; every answer must be a 2xx."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(_HERE / "load.lua"), url]
    shown = subprocess.run(
        [*command, "--", str(tokens), path, str(seed)], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in shown or "Socket errors" in shown:
        raise Failed(shown)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", shown).group(1))  # type: ignore[union-attr]


def pgbench(binaries: Path, url: str, password: str, script: str, seconds: int, clients: int = 2) -> float:
    """Transactions a second of one prepared statement."""
    path = _HERE / "results" / "pgbench.sql.tmp"
    path.write_text(script)
    command = [
        binaries / "pgbench",
        "-n",
        "-M",
        "prepared",
        f"-c{clients}",
        f"-j{clients}",
        f"-T{seconds}",
        "-f",
        path,
    ]
    shown = subprocess.run(
        [*map(str, command), url], capture_output=True, text=True, check=True, env={"PGPASSWORD": password}
    ).stdout
    return float(re.search(r"tps = ([\d.]+)", shown).group(1))  # type: ignore[union-attr]
