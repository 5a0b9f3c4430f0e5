"""The goal's window: days in London, and the moments at which they begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from lms.clock import LONDON


def midnight(day: date) -> datetime:
    """The moment, in UTC, at which this day begins in London: an hour earlier in summer."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


@dataclass(frozen=True)
class Window:
    """The days in which a completion counts towards the goal, the first and the last included."""

    starts_on: date
    ends_on: date

    @property
    def starts_at(self) -> datetime:
        return midnight(self.starts_on)

    @property
    def ends_at(self) -> datetime:
        """The first moment that no longer counts."""
        return midnight(self.ends_on + timedelta(days=1))

    def list_months(self, today: date) -> list[date]:
        """The first day of each month of the window that has begun by `today`."""
        months: list[date] = []
        month = self.starts_on.replace(day=1)
        while month <= min(today, self.ends_on) and self.starts_on <= today:
            months.append(month)
            month = _next_month(month)
        return months

    def last_day_of(self, month: date, today: date) -> date:
        """The last day of this month that counts and is not in the future."""
        return min(_next_month(month) - timedelta(days=1), self.ends_on, today)
