"""A real server: the `lms` command, the production settings, the real courses and partners."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path

LMS = Path(sys.executable).parent / "lms"


COORDINATOR = "coordinator@example.org"


@dataclass
class Server:
    """A running installation in a folder of its own."""

    instance: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("LMS_")}
        return {**own, "LMS_INSTANCE": str(self.instance), "LMS_BASE_URL": self.url}

    def lms(self, *arguments: str) -> str:
        """Run the `lms` command on this installation; returns what it printed."""
        result = subprocess.run(
            [LMS, *arguments], env=self.environment, check=True, capture_output=True, text=True
        )
        return result.stdout.strip()

    def newest_mail_to(self, address: str, seconds: float = 10) -> str:
        """The text of the newest mail to an address, waiting for it to be delivered."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for path in sorted((self.instance / "mail").glob("*.eml"), reverse=True):
                message = message_from_bytes(path.read_bytes(), policy=default)
                if address in message["To"]:
                    body = message.get_body(("plain",))
                    assert body is not None
                    return str(body.get_content())
            time.sleep(0.05)
        raise AssertionError(f"no mail to {address} within {seconds} seconds")


@contextmanager
def running_server(instance: Path) -> Iterator[Server]:
    """Start `lms serve` on a free port, with the partners and a few fictional professionals."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(instance, f"http://127.0.0.1:{port}")
    server.lms("first-run")
    server.lms("demo", "--professionals", "80")
    command = [LMS, "serve", "--port", str(port), "--workers", "2"]
    with (instance / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=server.environment, stdout=log, stderr=log)
    try:
        _wait_until_it_answers(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=15)


def _wait_until_it_answers(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{server.url}/healthz", timeout=1).close()
        except OSError:
            assert process.poll() is None, (server.instance / "server.log").read_text()
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not answer within 20 seconds")
