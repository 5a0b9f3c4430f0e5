"""Where the bars and lines of a chart go. Drawn by `charts.html` as SVG, with a table beside it.

Positions across are per cents of whatever width there is and heights are CSS pixels, so that letters keep
their size on a phone. Nothing here needs a style attribute, which our content security policy forbids.
"""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from lms.web.filters import long_date, percent, thousands

# As many letters as fit across a phone of 320 px.
LABEL_WIDTH = 34
NO_BREAK = "\N{NO-BREAK SPACE}"
LINE = 21
BAR = 20
GAP = 16

PLOT_TOP = 28
PLOT_HEIGHT = 260
AXIS = 24
MOST_POINTS = 120


@dataclass(frozen=True)
class Bar:
    """One figure. With a `total` the bar is a share of it; `text` stands for a figure too small to tell."""

    label: str
    value: int
    total: int | None = None
    text: str = ""

    @property
    def figure(self) -> str:
        if self.text or self.total is None:
            return self.text or thousands(self.value)
        share = f" ({percent(self.value / self.total)})" if self.total else ""
        return f"{thousands(self.value)} of {thousands(self.total)}{share}"


@dataclass(frozen=True)
class BarRow:
    """`lines` are (baseline, text) of the wrapped caption; `top` is that of the bar, `width` in per cent."""

    lines: list[tuple[int, str]]
    top: int
    width: float


@dataclass(frozen=True)
class BarChart:
    rows: list[BarRow]
    height: int
    bar_height: int
    summary: str


def build_bar_chart(bars: Sequence[Bar]) -> BarChart:
    """Bars below each other. Those without a total are drawn in proportion to the longest."""
    longest = max((bar.value for bar in bars if bar.total is None), default=0)
    rows: list[BarRow] = []
    top = 0
    for bar in bars:
        # A figure is not broken across lines.
        wrapped = textwrap.wrap(f"{bar.label}: {bar.figure.replace(' ', NO_BREAK)}", LABEL_WIDTH)
        lines = [(top + LINE * number - 5, text) for number, text in enumerate(wrapped, start=1)]
        top += LINE * len(wrapped)
        whole = longest if bar.total is None else bar.total
        rows.append(BarRow(lines, top, percent_of(bar.value, whole)))
        top += BAR + GAP
    return BarChart(rows, max(top - GAP, 0), BAR, "; ".join(f"{bar.label}: {bar.figure}" for bar in bars))


def percent_of(value: float, whole: float) -> float:
    """From 0 to 100, also where there is no whole or more than that."""
    return round(min(max(value / whole, 0), 1) * 100, 2) if whole else 0.0


@dataclass(frozen=True)
class Segment:
    """A straight line: x in per cent, y in pixels."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class BurnUp:
    """A count that rises towards a goal. Ticks are (y, text); `now` is (x, y) of the last point."""

    line: list[Segment]
    pace: Segment
    goal_y: float
    goal_text: str
    ticks: list[tuple[float, str]]
    now: tuple[float, float]
    now_text: str
    starts: str
    ends: str
    bottom: int
    height: int
    summary: str


def build_burn_up(
    counts: Sequence[tuple[date, int]], goal: int, starts_on: date, ends_on: date, today: date
) -> BurnUp:
    """Lay out cumulative counts, in the order of their days, against the goal and an even pace towards it.

    Days outside the window are left out; the line ends today, or on the last day of the window.
    """
    last_day = min(max(today, starts_on), ends_on)
    inside = [(day, count) for day, count in counts if starts_on <= day <= last_day]
    reached = inside[-1][1] if inside else 0
    points = [(starts_on, 0), *thinned(inside), (last_day, reached)]
    step = tick_step(max(goal, reached))
    top_value = step * math.ceil(max(goal, reached) / step)
    days = (ends_on - starts_on).days

    def x(day: date) -> float:
        return percent_of((day - starts_on).days, days)

    def y(count: float) -> float:
        return round(PLOT_TOP + PLOT_HEIGHT * (1 - count / top_value), 1)

    placed = [(x(day), y(count)) for day, count in points]
    expected = goal * x(last_day) / 100
    now_text = f"{thousands(reached)} on {long_date(last_day)}"
    return BurnUp(
        line=[Segment(*before, *after) for before, after in pairwise(placed)],
        pace=Segment(0, y(0), 100, y(goal)),
        goal_y=y(goal),
        goal_text=f"Goal: {thousands(goal)}",
        ticks=[(y(count), thousands(count)) for count in range(0, top_value + 1, step)],
        now=placed[-1],
        now_text=now_text,
        starts=long_date(starts_on),
        ends=long_date(ends_on),
        bottom=PLOT_TOP + PLOT_HEIGHT,
        height=PLOT_TOP + PLOT_HEIGHT + AXIS,
        summary=f"{now_text}. The goal is {thousands(goal)} by {long_date(ends_on)}; "
        f"at an even pace it would be {thousands(round(expected))} by now.",
    )


def thinned(points: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """So many points as can be told apart on a screen, the last one always among them."""
    every = math.ceil(len(points) / MOST_POINTS) or 1
    return list(points[::-1][::every][::-1])


def tick_step(highest: int) -> int:
    """A round distance between grid lines that gives at most five of them."""
    rough = max(highest, 1) / 5
    power = 10 ** math.floor(math.log10(rough)) if rough >= 1 else 1
    return next(step for factor in (1, 2, 5, 10) if (step := factor * power) >= rough)
