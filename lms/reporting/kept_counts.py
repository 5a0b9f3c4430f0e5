"""Figures of the reports, kept in the process until something changes.

Whoever sorts a report, turns its pages and downloads it sees the same figures each time. And a million people
take seconds to count: those figures are kept for a while whatever changes, or everybody would wait each time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from lms import clock
from lms.accounts.models import Organisation
from lms.courses.model import Course
from lms.learning.changes import find_newest_change
from lms.reporting.counts import count_by_organisation
from lms.reporting.figures import Summary
from lms.reporting.summaries import Recorded, get_recorded, get_summary

LONGEST = timedelta(minutes=5)
# As long as figures are kept that nothing we know of has changed.
UNCHANGED = timedelta(minutes=1)
# In seconds. What is counted faster than this is counted again after every change.
COSTLY = 0.25
# For so many times as long as the counting took.
SHARE = 60

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True)
class Counted(Generic[T]):
    """Figures, and the moment (UTC) at which they were true. `mark` changes when they may be others."""

    figures: T
    at: datetime
    seconds: float
    mark: object = None

    def is_spared(self, costly: float = COSTLY) -> bool:
        """Whether it is too soon to count again, whatever has changed."""
        kept_for = min(timedelta(seconds=self.seconds * SHARE), LONGEST)
        return self.seconds >= costly and self._is_younger_than(kept_for)

    def is_unchanged(self, mark: object) -> bool:
        return self.mark == mark and self._is_younger_than(UNCHANGED)

    def _is_younger_than(self, limit: timedelta) -> bool:
        # The figures depend on the day: nothing of yesterday is shown today.
        is_of_today = clock.london_date(self.at) == clock.today()
        return is_of_today and timedelta() <= clock.now() - self.at < limit


class KeptCounts:
    """One for each process. `costly` is how many seconds counting must take for it to be spared."""

    def __init__(self, costly: float = COSTLY) -> None:
        self._costly = costly
        self._of_all: dict[tuple[str, ...], Counted[Mapping[int, Summary]]] = {}
        self._of_one: dict[tuple[object, ...], Counted[tuple[Summary, Recorded]]] = {}
        self._lock = threading.Lock()

    def current(self, courses: Sequence[Course]) -> Counted[Mapping[int, Summary]]:
        """Of every organisation by its id. Who asks while they are being counted waits for them."""
        key = tuple(course.key for course in courses)
        with self._lock:
            return self._current(self._of_all, key, lambda: count_by_organisation(courses))

    def of_organisation(
        self, organisation: Organisation, courses: Sequence[Course]
    ) -> Counted[tuple[Summary, Recorded]]:
        key = organisation.id, *(course.key for course in courses)
        return self._current(
            self._of_one,
            key,
            lambda: (get_summary(organisation, courses), get_recorded(organisation, courses)),
        )

    def _current(self, kept: dict[K, Counted[T]], key: K, count: Callable[[], T]) -> Counted[T]:
        found = kept.get(key)
        if found and found.is_spared(self._costly):
            return found
        mark = find_newest_change()
        if found is None or not found.is_unchanged(mark):
            begun, at = time.perf_counter(), clock.now()
            found = kept[key] = Counted(count(), at, time.perf_counter() - begun, mark)
        return found
