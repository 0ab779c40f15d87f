"""Which rooms there are, low to high, and where each keeps its SQL."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ROOMS = (
    "topin/core",
    "topin/auth",
    "profiles",
    "social",
    "posts",
    "engagement",
    "messaging",
    "monetization",
    "sponsorship",
    "moderation",
)
KINDS = ("functions", "views", "triggers", "policies")
_CREATES = re.compile(r"CREATE OR REPLACE FUNCTION\s+([a-z_]+\.[a-z0-9_]+)\s*\(", re.IGNORECASE)
_TABLE = re.compile(r"ALTER TABLE\s+([a-z_]+\.[a-z0-9_]+)\s+ENABLE ROW LEVEL SECURITY", re.IGNORECASE)


@dataclass(frozen=True)
class SqlFile:
    """One file of the repeatable track."""

    path: Path
    kind: str

    @property
    def name(self) -> str:
        """The path from the project's root, as the database remembers it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    @property
    def functions(self) -> list[str]:
        """The functions it makes, `schema.name`."""
        return list(dict.fromkeys(_CREATES.findall(self.text)))

    @property
    def table(self) -> str | None:
        """The table whose policies it holds, `schema.name`; a view's grants have none."""
        found = _TABLE.search(self.text)
        return found.group(1) if found else None

    @property
    def definer(self) -> bool:
        """Whether it makes a function that runs as `topin_definer`."""
        return "\n-- definer:" in "\n" + self.text


def sql_folders(room: str) -> list[Path]:
    """The room's own `sql/` folder first, then those of its subdomains."""
    return sorted((ROOT / room).glob("**/sql"), key=lambda folder: (len(folder.parts), folder))


def owner_of(path: Path) -> str:
    """The room a file lies in: the longest that fits, so that `topin/auth` is not `topin`."""
    relative = path.resolve().relative_to(ROOT).as_posix()
    return max((room for room in ROOMS if relative.startswith(room + "/")), key=len)


def preludes() -> list[Path]:
    """What tables need before they can be made: schemas, ids."""
    return [path for room in ROOMS for path in sorted((ROOT / room).glob("sql/prelude.sql"))]


def tables() -> list[Path]:
    """Every `tables.sql`, in the order in which they can be loaded."""
    return [path for room in ROOMS for folder in sql_folders(room) if (path := folder / "tables.sql").exists()]


def files(kind: str) -> Iterator[SqlFile]:
    """All files of one kind, over all rooms."""
    for room in ROOMS:
        for folder in sql_folders(room):
            for path in sorted((folder / kind).glob("*.sql")):
                yield SqlFile(path, kind)


def digest() -> str:
    """A hash of everything that decides what a new database looks like."""
    parts = [*preludes(), *tables(), *(file.path for kind in KINDS for file in files(kind))]
    parts += sorted(ROOT.glob("*/migrations/*.py")) + sorted(ROOT.glob("topin/*/migrations/*.py"))
    parts += [*sorted((ROOT / "topin/core/db").glob("*.py")), ROOT / "requirements.txt"]
    total = hashlib.sha256()
    for path in parts:
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]
