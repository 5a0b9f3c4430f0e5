"""The goal's charts: what is withheld from the tables is not drawn either."""

from __future__ import annotations

from datetime import date

from lms.partnership.published_goal import PublishedGoal
from lms.web.charts import Bar, BarChart, BurnUp, build_bar_chart, build_burn_up

NOT_SHOWN = "not shown"


def build_goal_chart(goal: PublishedGoal, today: date) -> BurnUp:
    counts = [(month.until, month.total) for month in goal.months if month.total is not None]
    return build_burn_up(counts, goal.number, goal.window.starts_on, goal.window.ends_on, today)


def build_sector_chart(goal: PublishedGoal) -> BarChart:
    return build_bar_chart(
        [
            Bar(sector.name, 0, text=NOT_SHOWN)
            if sector.professionals is None
            else Bar(sector.name, sector.professionals)
            for sector in goal.sectors
        ]
    )
