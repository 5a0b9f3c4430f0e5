"""Counts of all organisations, kept in the process for a while where counting takes long.

A few thousand people are counted in milliseconds, for every request. A million take seconds: then a
coordinator who sorts and pages through the list would wait each time, and everybody else with them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lms import clock
from lms.courses.model import Course
from lms.reporting.counts import count_by_organisation
from lms.reporting.figures import Summary

LONGEST = timedelta(minutes=5)
# In seconds. What is counted faster than this is never kept.
COSTLY = 0.25
# For so many times as long as the counting took.
SHARE = 60


@dataclass(frozen=True)
class Counted:
    """The figures of every organisation by its id, and the moment (UTC) at which they were true."""

    by_organisation: Mapping[int, Summary]
    at: datetime
    seconds: float

    def is_fresh(self) -> bool:
        kept_for = min(timedelta(seconds=self.seconds * SHARE), LONGEST)
        # The figures depend on the day: nothing of yesterday is shown today.
        is_of_today = clock.london_date(self.at) == clock.today()
        return self.seconds >= COSTLY and is_of_today and timedelta() <= clock.now() - self.at < kept_for


class KeptCounts:
    """One for each process. `costly` is how many seconds counting must take for its figures to be kept."""

    def __init__(self, costly: float = COSTLY) -> None:
        self._costly = costly
        self._kept: dict[tuple[str, ...], Counted] = {}
        self._lock = threading.Lock()

    def current(self, courses: Sequence[Course]) -> Counted:
        """Figures for these courses. Who asks while they are being counted waits for them."""
        key = tuple(course.key for course in courses)
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept.seconds < self._costly or not kept.is_fresh():
                kept = self._kept[key] = _count(courses)
            return kept


def _count(courses: Sequence[Course]) -> Counted:
    begun, at = time.perf_counter(), clock.now()
    return Counted(count_by_organisation(courses), at, time.perf_counter() - begun)
