"""A PostgreSQL server of the tests' own, from Debian's packages, in a folder that goes away."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
# The server refuses to run as root.
UNPRIVILEGED = "postgres"


@contextmanager
def running_postgresql(_folder: Path) -> Iterator[str]:
    """Start a server that listens on a socket only; yields the URL of its empty database."""
    if not FOLDERS:
        raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
    # Its own folder under the system's temporary one: an unprivileged server must be able to enter it.
    home = Path(tempfile.mkdtemp(prefix="lms-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(home, UNPRIVILEGED)
    try:
        _run(
            "initdb",
            "-D",
            f"{home}/data",
            "-U",
            "lms",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off"
        _run("pg_ctl", "-D", f"{home}/data", "-w", "-l", f"{home}/log", "-o", options, "start")
        try:
            _run("createdb", "-h", str(home), "-U", "lms", "lms")
            yield f"postgresql://lms@/lms?host={home}"
        finally:
            _run("pg_ctl", "-D", f"{home}/data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(program: str, *arguments: str) -> None:
    command = [str(FOLDERS[-1] / program), *arguments]
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", user=user)
