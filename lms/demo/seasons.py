"""When people learn: in waves that follow campaigns, mostly on weekdays in office hours. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from lms.clock import LONDON

# Somewhat more than two years, so that the first completions have expired and the next ones are due.
DAYS = 790
LAUNCH_AFTER = timedelta(days=10)
# Each year in spring, and in autumn in the week before Anti-Slavery Day (18 October).
CAMPAIGNS = ((3, 9), (10, 12))
# How many of 100 sittings begin in each hour of the day in London.
HOURS = dict(zip(range(7, 22), (1, 6, 11, 14, 12, 7, 8, 12, 10, 7, 3, 1, 3, 3, 2), strict=True))
SATURDAY = 5
SHARE_AT_WEEKENDS = 0.04
SHARE_OUTSIDE_CAMPAIGNS = 0.25
DAYS_THAT_A_CAMPAIGN_LASTS = 16.0


@dataclass(frozen=True)
class Season:
    """The time that a demonstration shows: from the day `first` up to the moment `ends_at` (UTC)."""

    first: date
    last: date
    ends_at: datetime
    campaigns: tuple[date, ...]


def build_season(today: date) -> Season:
    """Up to last midnight, so that what is shown depends on the day alone and nothing is in the future."""
    first, last = today - timedelta(days=DAYS), today - timedelta(days=1)
    launch = first + LAUNCH_AFTER
    yearly = [date(year, *day) for year in range(first.year, last.year + 1) for day in CAMPAIGNS]
    campaigns = (launch, *(day for day in yearly if launch < day <= last))
    return Season(first, last, datetime.combine(today, time(), LONDON).astimezone(UTC), campaigns)


def pick_joining_day(season: Season, opens: date, chance: random.Random) -> date:
    """The day on which somebody signs up whose organisation takes part from the day `opens`."""
    if chance.random() >= SHARE_OUTSIDE_CAMPAIGNS:
        # An organisation's own start draws twice as many as a campaign of the partnership.
        starts = [opens, opens, *(day for day in season.campaigns if day > opens)]
        delay = timedelta(days=int(chance.expovariate(1 / DAYS_THAT_A_CAMPAIGN_LASTS)))
        if (day := chance.choice(starts) + delay) <= season.last:
            return day
    return opens + timedelta(days=chance.randint(0, (season.last - opens).days))


def moment_on(day: date, chance: random.Random) -> datetime:
    """A moment in UTC on this day, or in the week after it when it falls on a weekend."""
    if day.weekday() >= SATURDAY and chance.random() >= SHARE_AT_WEEKENDS:
        day += timedelta(days=7 - day.weekday() + chance.randrange(SATURDAY))
    (hour,) = chance.choices(tuple(HOURS), tuple(HOURS.values()))
    at = time(hour, chance.randrange(60), chance.randrange(60))
    return datetime.combine(day, at, LONDON).astimezone(UTC)


def moment_after(at: datetime, days: int, chance: random.Random) -> datetime:
    """A moment some days after `at`; on the same day it is a few hours later at most."""
    if days == 0:
        return at + timedelta(minutes=chance.randint(15, 100))
    return moment_on(at.astimezone(LONDON).date() + timedelta(days=days), chance)
