"""How dates, numbers and counts are written on every page, in the manner of GOV.UK's style guide."""

import math
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask

from lms.web.pagination import url_with

LONDON = ZoneInfo("Europe/London")


def long_date(value: date) -> str:
    """As in "22 November 2026"; a moment counts as the day that it is in London."""
    if isinstance(value, datetime):
        value = value.astimezone(LONDON)
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime) -> str:
    """As in "22 November 2026 at 2:05pm", London time. Raises ValueError for a time without a zone."""
    if value.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    local = value.astimezone(LONDON)
    half = "am" if local.hour < 12 else "pm"
    return f"{long_date(local)} at {local.hour % 12 or 12}:{local:%M}{half}"


def percent(share: float) -> str:
    """A share from 0 to 1 in whole per cent, rounded down: 79.9 % is not yet a pass mark of 80 %."""
    return f"{math.floor(round(share * 100, 6))}%"


def thousands(number: int) -> str:
    return f"{number:,}"


def plural(count: int, one: str, many: str = "") -> str:
    """As in "1 person", "2,000 people". `many` is `one` with an s unless given."""
    word = one if count == 1 else many or f"{one}s"
    return f"{thousands(count)} {word}"


def install(app: Flask) -> None:
    """Give templates the filters date, datetime, percent, thousands and plural, and the function url_with."""
    app.jinja_env.filters.update(
        date=long_date, datetime=moment, percent=percent, thousands=thousands, plural=plural
    )
    app.jinja_env.globals["url_with"] = url_with
