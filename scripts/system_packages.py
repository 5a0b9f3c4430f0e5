"""What the operating system must have before the virtual environment can be made, and how to get it.

Only the standard library is used: this runs before anything else is installed.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
APT_LISTS = Path("/var/lib/apt/lists")
LISTS_ARE_STALE_AFTER_SECONDS = 24 * 60 * 60
# A new machine is often busy with its own upgrades for the first minutes, so the lock is waited for.
APT_GET = ("apt-get", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3")
NO_QUESTIONS = ("env", "DEBIAN_FRONTEND=noninteractive", "NEEDRESTART_MODE=l")


class SetupError(Exception):
    """The machine cannot be set up; the message says what its owner can do."""


@dataclass(frozen=True)
class Need:
    """One thing that the machine must be able to do, and the Debian package that makes it so."""

    package: str
    purpose: str
    is_met: Callable[[], bool]


def has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def has_library(file_name: str) -> bool:
    try:
        ctypes.CDLL(file_name)
    except OSError:
        return False
    return True


def has_command(name: str) -> bool:
    return shutil.which(name) is not None


def has_certificates() -> bool:
    """Whether authorities' certificates are there: Debian's, this Python's or those that pip is told of."""
    return CERTIFICATES.exists() or bool(ssl.get_default_verify_paths().cafile or os.environ.get("PIP_CERT"))


def has_postgresql_server() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin/postgres"))


RUNNING = (
    Need("python3-venv", "virtual environments", lambda: has_module("ensurepip") and has_module("venv")),
    Need("ca-certificates", "secure connections", has_certificates),
    Need("libpango-1.0-0", "certificates", lambda: has_library("libpango-1.0.so.0")),
    Need("libpangoft2-1.0-0", "certificates", lambda: has_library("libpangoft2-1.0.so.0")),
    Need("libharfbuzz-subset0", "certificates", lambda: has_library("libharfbuzz-subset.so.0")),
    Need("fontconfig", "certificates", lambda: has_command("fc-list")),
)
TESTING = (
    Need("chromium", "browser tests", lambda: has_command("chromium")),
    # Playwright brings a Node.js of its own, which is linked against this.
    Need("libatomic1", "browser tests", lambda: has_library("libatomic.so.1")),
    Need("postgresql", "tests on PostgreSQL", has_postgresql_server),
)


def list_unmet(needs: Iterable[Need]) -> list[Need]:
    return [need for need in needs if not need.is_met()]


def build_one_line(packages: Sequence[str], has_sudo: bool) -> str:
    """The line that someone with the rights can type to install the packages; a bare Debian has no sudo."""
    line = f"apt-get update && apt-get install --no-install-recommends -y {' '.join(packages)}"
    return line.replace("apt-get", "sudo apt-get") if has_sudo else f"su -c '{line}'"


def build_missing_message(unmet: Sequence[Need], reason: str) -> str:
    things = "\n".join(f"  {need.package}  (for {need.purpose})" for need in unmet)
    line = build_one_line([need.package for need in unmet], has_command("sudo"))
    return f"This machine lacks\n{things}\n{reason} Please type this line, then try again:\n\n{line}\n"


def is_stale(lists_changed_at: float | None, now: float) -> bool:
    """Whether the lists are absent or old enough to name versions that are gone (times in seconds)."""
    return lists_changed_at is None or now - lists_changed_at > LISTS_ARE_STALE_AFTER_SECONDS


def find_lists_changed_at() -> float | None:
    return max((path.stat().st_mtime for path in APT_LISTS.glob("*_Packages*")), default=None)


def find_rights() -> tuple[str, ...] | None:
    """The words to put before a command so that it runs as root, or None if we may not."""
    if os.geteuid() == 0:
        return ()
    if not has_command("sudo"):
        return None
    if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ("sudo", "-n")
    return ("sudo",) if sys.stdin.isatty() else None


def apt_get(rights: Sequence[str], *arguments: str) -> bool:
    """Whether apt-get did as told. Its hundreds of lines are shown only if it did not."""
    command = [*rights, *NO_QUESTIONS, *APT_GET, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        print(done.stdout, flush=True)
    return done.returncode == 0


def install(packages: Sequence[str], rights: Sequence[str]) -> bool:
    """Install the packages, bringing the lists up to date first or, if that alone may help, afterwards."""
    command = ("install", "-y", "-q", "--no-install-recommends", *packages)
    if not is_stale(find_lists_changed_at(), time.time()) and apt_get(rights, *command):
        return True
    return apt_get(rights, "update", "-q") and apt_get(rights, *command)


def provide(needs: Sequence[Need]) -> None:
    """Install whatever is missing.

    Raises SetupError, with the line to type, if we lack the rights or the installation fails.
    """
    unmet = list_unmet(needs)
    if not unmet:
        return
    if not has_command("apt-get"):
        names = ", ".join(need.package for need in unmet)
        raise SetupError(
            f"This machine has no apt-get. Please install what Debian calls {names}, then try again."
        )
    rights = find_rights()
    if rights is None:
        raise SetupError(build_missing_message(unmet, "and we lack the rights to install it."))
    packages = [need.package for need in unmet]
    print("Installing Debian's packages (a minute or two):", " ".join(packages), flush=True)
    if not install(packages, rights):
        raise SetupError(build_missing_message(unmet, "and installing it failed (see above)."))
    importlib.invalidate_caches()
    if still_unmet := list_unmet(needs):
        raise SetupError(build_missing_message(still_unmet, "although its package was just installed."))
