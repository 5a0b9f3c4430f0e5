"""A moment in the database, read as the day that it is in London: a report shows nothing finer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

from lms.clock import london_date

# As in "2026-11-28 14": a clock is put forward or back on the hour.
HOUR = len("2026-11-28 14")


class LondonDay(TypeDecorator[date]):
    """For reading only. To make a moment of each cell, and a day of that, takes a quarter of a CSV's time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> date | None:
        return value and london_date(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], date | None] | None:
        # SQLite has text, of which many have the same hour.
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _from_text(value: str | None) -> date | None:
    return None if value is None else _day_at(value[:HOUR])


@lru_cache(maxsize=20_000)
def _day_at(hour: str) -> date:
    return london_date(datetime.fromisoformat(hour).replace(tzinfo=UTC))
