"""Work and yardstick in turn, so that a processor that changes its speed changes both."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bench.processes import cpu_seconds
from bench.servers import Server

Piece = Callable[[], object]


@dataclass(frozen=True)
class Yardstick:
    """Something bare, `pieces` times over in a batch."""

    server: Server
    do: Piece
    pieces: int


@dataclass(frozen=True)
class Work:
    """A piece of work and what it may cost, in pieces of the yardstick; None where nothing was laid down."""

    name: str
    may_cost: float | None
    server: Server
    do: Piece
    pieces: int
    yardstick: Yardstick


@dataclass
class Measured:
    """CPU milliseconds for each piece, by batch; the same of the yardstick beside it; seconds by piece."""

    work: Work
    cpu: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        return [cpu / bare for cpu, bare in zip(self.cpu, self.bare, strict=True)]


@dataclass(frozen=True)
class Batch:
    cpu: float
    seconds: list[float]


def measure(works: Iterable[Work], rounds: int) -> list[Measured]:
    """Each round does a batch of every work, each between two batches of its yardstick."""
    measured = [Measured(work) for work in works]
    for _ in range(rounds):
        for each in measured:
            before = _run_yardstick(each.work.yardstick)
            batch = run_batch(each.work.server, each.work.do, each.work.pieces)
            after = _run_yardstick(each.work.yardstick)
            each.cpu.append(batch.cpu)
            each.bare.append((before + after) / 2)
            each.seconds += batch.seconds
    return measured


def run_batch(server: Server, do: Piece, pieces: int) -> Batch:
    """Do the work so many times, one after the other. CPU time is in milliseconds for each piece."""
    processes = server.list_processes()
    seconds = []
    before = cpu_seconds(processes)
    for _ in range(pieces):
        started = time.perf_counter()
        do()
        seconds.append(time.perf_counter() - started)
    return Batch((cpu_seconds(processes) - before) * 1000 / pieces, seconds)


def _run_yardstick(yardstick: Yardstick) -> float:
    return run_batch(yardstick.server, yardstick.do, yardstick.pieces).cpu
