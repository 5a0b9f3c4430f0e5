"""The tally, kept in the process between two looks at the public page: counting a million takes seconds."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from lms import clock
from lms.partnership.goal import Tally, count_professionals, find_newest_change
from lms.partnership.window import Window

LONGEST = timedelta(minutes=1)
# In seconds. What is counted faster than this is counted again after every change.
COSTLY = 0.25
SHARE = 20


@dataclass(frozen=True)
class _Kept:
    tally: Tally
    window: Window
    mark: tuple[object, ...]
    counted_at: datetime
    seconds: float

    def is_fresh(self, window: Window, costly: float) -> bool:
        """A costly tally is kept for a while whatever has changed: counting shall take little of our time."""
        age = abs(clock.now() - self.counted_at)
        if window != self.window or age >= LONGEST:
            return False
        is_too_soon = self.seconds >= costly and age < timedelta(seconds=self.seconds * SHARE)
        return is_too_soon or self.mark == find_newest_change()


class KeptTally:
    """One for each process. Its tally is at most a minute old.

    `costly` is how many seconds counting must take for it to be spared after a change.
    """

    def __init__(self, costly: float = COSTLY) -> None:
        self._costly = costly
        self._kept: _Kept | None = None
        self._lock = threading.Lock()

    def current(self, window: Window) -> tuple[Tally, datetime]:
        """The tally and the moment (UTC) at which it was taken."""
        with self._lock:
            kept = self._kept
            if kept is None or not kept.is_fresh(window, self._costly):
                self._kept = kept = _count(window)
        return kept.tally, kept.counted_at


def _count(window: Window) -> _Kept:
    mark = find_newest_change()
    begun = time.perf_counter()
    tally = count_professionals(window)
    return _Kept(tally, window, mark, clock.now(), time.perf_counter() - begun)
