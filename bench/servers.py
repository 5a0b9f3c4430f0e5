"""The two servers that take turns: the platform on an instance of its own, and the bare page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import bare
from bench.processes import list_tree
from lms.config import ROOT

LMS = Path(sys.executable).parent / "lms"
WORKERS = 2
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    url: str
    pid: int
    seconds_to_start: float

    def list_processes(self) -> list[int]:
        return list_tree(self.pid)


@dataclass(frozen=True)
class Installation:
    """A folder of the platform's own, and the address it will have."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return own_environment() | {"LMS_INSTANCE": str(self.folder), "LMS_BASE_URL": self.url}

    def lms(self, *arguments: str) -> None:
        """Run the `lms` command here."""
        subprocess.run([LMS, *arguments], env=self.environment, check=True, stdout=subprocess.DEVNULL)

    @contextmanager
    def served(self) -> Iterator[Server]:
        command = [str(LMS), "serve", "--port", str(self.port), "--workers", str(WORKERS)]
        with _running(command, self.environment, self.url, self.folder / "server.log") as server:
            yield server


@contextmanager
def bare_server(folder: Path) -> Iterator[Server]:
    """Serve the bare page from a folder that `bare.prepare` has filled."""
    port = find_free_port()
    command = [sys.executable, "-m", "bench.bare", str(port), str(WORKERS)]
    environment = own_environment() | {bare.FOLDER: str(folder)}
    with _running(command, environment, f"http://127.0.0.1:{port}", folder / "bare.log") as server:
        yield server


def own_environment() -> dict[str, str]:
    """Ours without settings of another installation: what is measured are the defaults.

    Nor without what Python keeps of a file that it has compiled, as some machines for developing are set up.
    """
    left_out = {"PYTHONDONTWRITEBYTECODE"}
    own = {name: value for name, value in os.environ.items() if not name.startswith("LMS_")}
    return {name: value for name, value in own.items() if name not in left_out}


def find_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(command: Sequence[str], environment: dict[str, str], url: str, log: Path) -> Iterator[Server]:
    started = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=output, stderr=output)
    try:
        _wait_until_it_answers(url, process, log)
        yield Server(url, process.pid, time.monotonic() - started)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_it_answers(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=5).close()
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{url}/healthz answers {error.code}") from error
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-3000:]}")
