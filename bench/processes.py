"""What a server's processes use, as the kernel counts it."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
_libc = ctypes.CDLL(None, use_errno=True)


def list_tree(root: int) -> list[int]:
    """The process and all its descendants that are alive now."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (parent := _find_parent(entry)) is not None:
            children.setdefault(parent, []).append(int(entry.name))
    found = [root]
    for each in found:
        found += children.get(each, [])
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """User and system time of all threads of these processes since they began.

    Read from each process's CPU-time clock, because /proc/<pid>/stat counts in steps of 10 ms.
    """
    return sum(_cpu_nanoseconds(pid) for pid in pids) / 1e9


@dataclass(frozen=True)
class Memory:
    """In millions of bytes. What processes share counts once in `proportional`, in each in `resident`."""

    resident: float
    proportional: float


def memory(pids: Iterable[int]) -> Memory:
    sums = [_read_rollup(pid) for pid in pids]
    return Memory(sum(each.resident for each in sums), sum(each.proportional for each in sums))


def _find_parent(entry: Path) -> int | None:
    try:
        # The name in brackets may hold blanks and brackets; the parent is the second field after it.
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def _cpu_nanoseconds(pid: int) -> int:
    clock = ctypes.c_int()
    if error := _libc.clock_getcpuclockid(pid, ctypes.byref(clock)):
        raise OSError(error, os.strerror(error))
    return time.clock_gettime_ns(clock.value)


def _read_rollup(pid: int) -> Memory:
    fields = dict(
        line.split(":", 1) for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:]
    )
    return Memory(*(int(fields[name].split()[0]) * 1024 / 1e6 for name in ("Rss", "Pss")))
