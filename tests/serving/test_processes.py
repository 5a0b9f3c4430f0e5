"""The processes of `lms serve` stand and fall together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

LMS = Path(sys.executable).parent / "lms"
PROCESSES = 3  # two that serve, and the job worker
SECONDS = 30


@pytest.fixture
def server(tmp_path):
    """`lms serve` with two workers, once all its processes are there. It needs no tables for that."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LMS_")}
    process = subprocess.Popen(
        [LMS, "serve", "--port", str(port), "--workers", "2"],
        env=environment | {"LMS_INSTANCE": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until(lambda: len(list_children(process)) == PROCESSES and is_answering(port))
    yield process
    process.terminate()
    process.wait(timeout=20)


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def is_answering(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def list_children(process) -> list[int]:
    """In the order in which they were started. The kernel lists them by the thread that started them."""
    lists = Path(f"/proc/{process.pid}/task").glob("*/children")
    return sorted(int(each) for children in lists for each in children.read_text().split())


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_job_worker_that_dies_is_replaced_and_ends_with_the_server(server):
    first = list_children(server)[0]
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: len(set(list_children(server)) - {first}) == PROCESSES)

    processes = list_children(server)
    server.terminate()
    server.wait(timeout=15)
    assert not any(is_running(each) for each in processes)


def test_none_outlives_a_server_that_was_killed(server):
    processes = list_children(server)
    server.kill()
    wait_until(lambda: not any(is_running(each) for each in processes))


def test_a_second_server_on_the_same_port_is_refused(tmp_path):
    with socket.socket() as first:
        first.bind(("127.0.0.1", 0))
        first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        first.listen()
        port = str(first.getsockname()[1])
        environment = os.environ | {"LMS_INSTANCE": str(tmp_path)}
        second = subprocess.run(
            [LMS, "serve", "--port", port], env=environment, capture_output=True, text=True, timeout=SECONDS
        )
    assert second.returncode == 1
    assert f"Port {port} of 127.0.0.1 cannot be had" in second.stderr
