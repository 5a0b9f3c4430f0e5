"""The current time, in one place so that a test can move it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def _system_time() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system_time


def now() -> datetime:
    """The current time, timezone-aware, in UTC."""
    return _source()


def today() -> date:
    """The date on a wall calendar in the United Kingdom, where the partnership works."""
    return now().astimezone(LONDON).date()


def london_date(at: datetime) -> date:
    """The date in the United Kingdom at the moment `at` (timezone-aware)."""
    if at.tzinfo is UTC and at.hour < 23:
        # The United Kingdom is an hour ahead at most, and a report has thousands of moments.
        return at.date()
    return at.astimezone(LONDON).date()


def read_from(source: Callable[[], datetime] | None) -> None:
    """Take the time from `source` from now on; None goes back to the system's clock."""
    global _source
    _source = source or _system_time
