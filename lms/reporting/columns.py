"""The columns of both reports: the same on screen, in CSV and in XLSX."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any

from markupsafe import escape

from lms.reporting.completions import LearnerRow
from lms.reporting.figures import Counts
from lms.reporting.filters import People
from lms.reporting.formats import Column, Value
from lms.reporting.paired import FEWEST
from lms.reporting.states import Recorded, State
from lms.web.filters import thousands

# A code point that Unicode keeps for inner use of programs: nobody's name needs it.
_BETWEEN = "\ufdd0"
MEMBERSHIP = {
    People.CONFIRMED.value: "Confirmed",
    People.UNCONFIRMED.value: "Not confirmed",
    People.LEFT.value: "Left",
}


# A State is an int, which the rows have; making a State of each costs more than all else.
STATE: Mapping[int, str] = {state: state.words for state in State}
RECORDED: Mapping[int | None, str | None] = {
    None: None,
    Recorded.ELSEWHERE: "Elsewhere",
    Recorded.ELSEWHERE_ATTESTED: "Elsewhere, attested",
    Recorded.HERE: "Here",
    Recorded.HERE_ATTESTED: "Here, attested",
}


def organisation_name(row: Any) -> str:
    return f"{row.name} (closed)" if row.is_closed else str(row.name)


def whole_percent(counts: Counts) -> int | None:
    """Rounded down, as everywhere: 79.9 % is not yet 80 %."""
    return counts.in_date * 100 // counts.people if counts.people else None


def shown(value: Value) -> str:
    """How a cell is written on screen; a month is cut to three letters because these tables are wide."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return f"{value:g}"
    return thousands(value) if isinstance(value, int) else _short_date(value)


@lru_cache(maxsize=1000)
def _short_date(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def html_rows(columns: Sequence[Column], rows: Sequence[Any]) -> list[list[str]]:
    """The cells of each row as the screen shows them, escaped: the whole page at once and not each cell."""
    if not rows:
        return []
    in_columns = [map(shown, column.of_each(rows)) for column in columns]
    cells = [text.replace(_BETWEEN, "") for row in zip(*in_columns, strict=True) for text in row]
    escaped = str(escape(_BETWEEN.join(cells))).split(_BETWEEN)
    return [escaped[at : at + len(columns)] for at in range(0, len(escaped), len(columns))]


def _of(name: str) -> Callable[[Any], Any]:
    """Takes from a LearnerRow what has this name, by its place; a row of the database has that as well."""
    return itemgetter(LearnerRow._fields.index(name))


LEARNERS = (
    Column("name", "Name", _of("name"), is_wide=True, repeats=False),
    Column("email", "E-mail", _of("email"), is_wide=True, repeats=False),
    Column("membership", "Membership", _of("membership"), MEMBERSHIP),
    Column("since", "Since", _of("since")),
    Column("course", "Course", _of("course"), is_wide=True),
    Column("state", "State", _of("state"), STATE),
    Column("started", "Started", _of("started")),
    Column("completed", "Completed", _of("completed")),
    Column("expires", "Expires", _of("expires")),
    Column("recorded", "Recorded", _of("recorded"), RECORDED),
)

ORGANISATIONS = (
    Column("name", "Organisation", organisation_name, is_wide=True),
    Column("sector", "Sector", attrgetter("sector"), is_wide=True),
    Column("people", "People", attrgetter("summary.confirmed.people")),
    Column("in-date", "In date", attrgetter("summary.confirmed.in_date")),
    Column("share", "In date, %", lambda row: whole_percent(row.summary.confirmed)),
    Column("lapsing", "Lapsing soon", attrgetter("summary.confirmed.lapsing")),
    Column("in-progress", "In progress", attrgetter("summary.confirmed.in_progress")),
    Column("expired", "Expired", attrgetter("summary.confirmed.expired")),
    Column("not-started", "Not started", attrgetter("summary.confirmed.not_started")),
    Column("unconfirmed", "Not confirmed", attrgetter("summary.unconfirmed.people")),
    Column("unconfirmed-in-date", "Not confirmed, in date", attrgetter("summary.unconfirmed.in_date")),
)


COMPARED = {"after": "Before and right after", "later": "Before and 90 days later"}
MEASURED = {"confidence": "Confidence, 0 to 10", "answers": "Right answers in 100"}
TOO_FEW = f"Fewer than {FEWEST}"

CHANGES = (
    Column("compared", "Compared", attrgetter("occasion"), COMPARED, is_wide=True),
    Column("measured", "Measured", attrgetter("kind"), MEASURED),
    Column("topic", "Topic", lambda row: row.topic),
    Column("text", "As asked before", lambda row: row.text, is_wide=True),
    Column("people", "People", lambda row: row.people or TOO_FEW),
    Column("before", "Before", lambda row: row.before),
    Column("now", "Afterwards", lambda row: row.now),
    Column("change", "Change", lambda row: row.change),
)


def keys(columns: Iterable[Column]) -> list[str]:
    """What the rows can be sorted by."""
    return [column.key for column in columns]


def sort_rows(columns: Sequence[Column], rows: Iterable[Any], sort: str) -> list[Any]:
    """By what a column shows, "-" in front for descending; empty cells come last, equals keep their order."""
    column = next(each for each in columns if each.key == sort.removeprefix("-"))
    valued = [(column.of(row), row) for row in rows]
    filled = [pair for pair in valued if pair[0] is not None]
    filled.sort(key=lambda pair: _folded(pair[0]), reverse=sort.startswith("-"))
    return [row for _, row in filled] + [row for value, row in valued if value is None]


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
