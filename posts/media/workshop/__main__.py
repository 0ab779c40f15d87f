"""`python -m posts.media.workshop KIND SOURCE FOLDER RULES`: facts or a refusal as one line of JSON.

RULES is {"seconds", "memory", "pixels", "duration"}. Forms are written into FOLDER under their names.
"""

import importlib
import json
import resource
import sys
from pathlib import Path

from posts.media.workshop.refusals import FileRefusal

_LARGEST_FILE = 1024**3
_MAKERS = {"image": "pictures", "video": "videos"}


def restrict(seconds: int, memory: int) -> None:
    """What no file may make us exceed: processor time, memory, the size of what we write, and no core dump."""
    limits = {"RLIMIT_CPU": seconds, "RLIMIT_FSIZE": _LARGEST_FILE, "RLIMIT_CORE": 0, "RLIMIT_NOFILE": 64}
    if sys.platform == "linux":  # elsewhere the address space holds what cannot be counted
        limits["RLIMIT_AS"] = memory
    for name, most in limits.items():
        resource.setrlimit(getattr(resource, name), (most, most))


def main(kind: str, source: str, folder: str, rules: dict[str, int]) -> dict[str, object]:
    """{"facts"} of a file that was made safe, or {"refused"}."""
    restrict(rules["seconds"], rules["memory"])
    maker = importlib.import_module(f"posts.media.workshop.{_MAKERS[kind]}")  # its libraries live under the limits
    try:
        return {"facts": maker.convert(Path(source), Path(folder), rules)}
    except FileRefusal as refusal:
        return {"refused": {"status": refusal.status, "code": refusal.code, "detail": refusal.detail}}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], sys.argv[2], sys.argv[3], json.loads(sys.argv[4]))))
