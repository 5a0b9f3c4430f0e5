"""How long a completion is valid. Pure."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

# From this long before the last valid day a learner is asked to take the course again.
DUE_BEFORE = timedelta(days=60)


def last_valid_day(completed_on: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day where it is shorter."""
    years, month = divmod(completed_on.month - 1 + months, 12)
    year, month = completed_on.year + years, month + 1
    return date(year, month, min(completed_on.day, calendar.monthrange(year, month)[1]))


def has_expired(expires_on: date, today: date) -> bool:
    """The day itself is still valid."""
    return today > expires_on


def is_due(expires_on: date, today: date) -> bool:
    """Whether it is time to take the course again, because the completion has expired or soon will."""
    return today >= expires_on - DUE_BEFORE
