"""Make this machine ready: Debian's packages, then .venv with exactly what the lock files name.

Usage: python3 scripts/bootstrap.py [--dev]

A second call compares one stamp and ends. Nothing is ever installed outside .venv except by apt-get.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from system_packages import RUNNING, TESTING, SetupError, provide

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
UV_LOCK = ROOT / "requirements-uv.lock"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
OLDEST_PYTHON = (3, 11)


def hash_files(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build_maker() -> str:
    """What the environment was made by and where: it is worthless to another Python or after a move."""
    return f"{sys.version} at {sys.base_prefix} in {ROOT}".replace("\n", " ")


def build_stamp(profile: str) -> dict[str, str]:
    contents = hash_files(LOCKS[profile], UV_LOCK, ROOT / "pyproject.toml", Path(__file__))
    return {"profile": profile, "maker": build_maker(), "contents": contents}


def parse_stamp(text: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


def render_stamp(stamp: Mapping[str, str]) -> str:
    return "".join(f"{key}={value}\n" for key, value in stamp.items())


def read_stamp(path: Path) -> dict[str, str]:
    return parse_stamp(path.read_text(encoding="utf-8")) if path.exists() else {}


def choose_profile(wants_dev: bool, stamp: Mapping[str, str]) -> str:
    """A developer's environment stays one: `make run` would otherwise take away what `make test` needs."""
    return "dev" if wants_dev or stamp.get("profile") == "dev" else "run"


def parse_pip_setting(listing: str, name: str) -> str | None:
    """One setting from `pip config list`, by pip's precedence: environment, then [install], then [global]."""
    values = dict(line.split("=", 1) for line in listing.splitlines() if "=" in line)
    for section in (":env:", "install", "global"):
        if value := values.get(f"{section}.{name}"):
            return value.strip("'\"")
    return None


def build_uv_environment(environment: Mapping[str, str], pip_listing: str) -> dict[str, str]:
    """The environment for uv, which does not read pip's configuration: a mirror set there must hold too."""
    result = dict(environment)
    result["UV_PYTHON_DOWNLOADS"] = "never"
    result.setdefault("UV_SYSTEM_CERTS", "true")
    index = parse_pip_setting(pip_listing, "index-url")
    if index and not {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & result.keys():
        result["UV_DEFAULT_INDEX"] = index
    certificates = parse_pip_setting(pip_listing, "cert")
    if certificates:
        result.setdefault("SSL_CERT_FILE", certificates)
    return result


def run(*command: str | Path, environment: Mapping[str, str] | None = None) -> None:
    try:
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
    except subprocess.CalledProcessError as error:
        raise SetupError(f"This command failed (see above): {' '.join(map(str, command))}") from error


def make_environment() -> None:
    print("Making the virtual environment .venv", flush=True)
    run(sys.executable, "-m", "venv", "--clear", VENV)
    command = (
        PYTHON,
        "-m",
        "pip",
        "install",
        "-q",
        "--only-binary",
        ":all:",
        "--require-hashes",
        "-r",
        UV_LOCK,
    )
    try:
        run(*command)
    except SetupError:
        print("There is no uv for this machine; going on with pip, which is slower.", flush=True)


def synchronise(lock: Path) -> None:
    """Install exactly what the lock names, then the project, editable, by the build tool in the lock."""
    print(f"Installing what {lock.name} names", flush=True)
    itself = ("--no-deps", "--no-build-isolation", "-e", ROOT)
    if UV.exists():
        listing = subprocess.run(
            [PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
        )
        environment = build_uv_environment(os.environ, listing.stdout)
        run(UV, "pip", "sync", "-q", "--python", PYTHON, "--require-hashes", lock, environment=environment)
        run(UV, "pip", "install", "-q", "--python", PYTHON, *itself, environment=environment)
    else:
        run(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock)
        run(PYTHON, "-m", "pip", "install", "-q", *itself)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two `make` at once would otherwise build the same environment over each other."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def set_up(wants_dev: bool) -> None:
    provide((*RUNNING, *TESTING) if wants_dev else RUNNING)
    stamp_path = VENV / "setup-stamp"
    found = read_stamp(stamp_path)
    wanted = build_stamp(choose_profile(wants_dev, found))
    if found == wanted:
        return
    stamp_path.unlink(missing_ok=True)
    if found.get("maker") != wanted["maker"]:
        make_environment()
    synchronise(LOCKS[wanted["profile"]])
    stamp_path.write_text(render_stamp(wanted), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Make this machine ready to run, and with --dev to test.")
    parser.add_argument("--dev", action="store_true", help="also what developing and testing need")
    arguments = parser.parse_args()
    try:
        if sys.version_info < OLDEST_PYTHON:
            raise SetupError(f"Python 3.11 or newer is needed; this one is {sys.version.split()[0]}.")
        with one_at_a_time():
            set_up(arguments.dev)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
