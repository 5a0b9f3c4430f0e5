"""Many certificates at once, on all the processors there are."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from bench.client import Client
from bench.filling import Learner
from bench.journeys import issue_certificate
from bench.servers import Server

AT_ONCE = 8


def seconds_to_print(server: Server, learners: Sequence[Learner]) -> float:
    """Let every learner open a certificate that was issued before and never printed."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        paths = list(pool.map(lambda learner: _issue(server, learner), learners))
        started = time.monotonic()
        list(pool.map(lambda learner, path: _open(server, learner, path), learners, paths))
        return time.monotonic() - started


def _issue(server: Server, learner: Learner) -> str:
    with Client(server.url, learner.cookies) as client:
        return issue_certificate(client, learner.completion)


def _open(server: Server, learner: Learner, path: str) -> None:
    with Client(server.url, learner.cookies) as client:
        client.get(path)
