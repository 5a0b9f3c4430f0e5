"""What a reader asked of a report, read from the address. Pure: a value that we do not know never fails.

It is left out instead, and a message says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from lms.courses.model import Course
from lms.reporting.states import State

MAX_SEARCH = 100
ALL_COURSES = "all"
QUALIFYING = "qualifying"


class People(StrEnum):
    """Whose rows are shown."""

    NOW = "now"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    LEFT = "left"


NARROWER = frozenset({People.CONFIRMED, People.UNCONFIRMED})
DEFAULTS = {"course": QUALIFYING, "people": People.NOW.value, "sort": "name"}


@dataclass(frozen=True)
class Filters:
    """Of the report on one organisation. `state` COMPLETED includes those who are lapsing."""

    courses: Sequence[Course]
    course: str = QUALIFYING
    people: People = People.NOW
    state: State | None = None
    search: str = ""
    sort: str = "name"
    messages: list[str] = field(default_factory=list)

    @property
    def narrows(self) -> bool:
        """Whether rows may be missing because of what was asked, and not because there are none."""
        return self.state is not None or bool(self.search) or self.people in NARROWER

    @property
    def asked(self) -> dict[str, str]:
        """The same as parameters of an address; what is usual is left out."""
        return _without_defaults(
            course=self.course,
            people=self.people.value,
            state=self.state.key if self.state else "",
            search=self.search,
            sort=self.sort,
        )


@dataclass(frozen=True)
class OrganisationFilters:
    """Of the list of organisations."""

    courses: Sequence[Course]
    course: str = QUALIFYING
    sector: str = ""
    search: str = ""
    sort: str = "name"
    messages: list[str] = field(default_factory=list)

    @property
    def narrows(self) -> bool:
        return bool(self.sector or self.search)

    @property
    def asked(self) -> dict[str, str]:
        return _without_defaults(course=self.course, sector=self.sector, search=self.search, sort=self.sort)


def parse_filters(asked: Mapping[str, str], catalogue: Sequence[Course], columns: Collection[str]) -> Filters:
    """`columns` are the keys that can be sorted by."""
    messages: list[str] = []
    course, courses = _course(asked, catalogue, messages)
    return Filters(
        courses=courses,
        course=course,
        people=People(_choice(asked, "people", [each.value for each in People], messages) or People.NOW),
        state=_state(asked, messages),
        search=_search(asked),
        sort=_sort(asked, columns, messages),
        messages=messages,
    )


def parse_organisation_filters(
    asked: Mapping[str, str], catalogue: Sequence[Course], sectors: Collection[str], columns: Collection[str]
) -> OrganisationFilters:
    messages: list[str] = []
    course, courses = _course(asked, catalogue, messages)
    return OrganisationFilters(
        courses=courses,
        course=course,
        sector=_choice(asked, "sector", sectors, messages),
        search=_search(asked),
        sort=_sort(asked, columns, messages),
        messages=messages,
    )


def _course(
    asked: Mapping[str, str], catalogue: Sequence[Course], messages: list[str]
) -> tuple[str, Sequence[Course]]:
    by_key = {course.key: course for course in catalogue}
    key = _choice(asked, "course", [QUALIFYING, ALL_COURSES, *by_key], messages) or QUALIFYING
    if key in by_key:
        return key, [by_key[key]]
    if key == ALL_COURSES:
        return key, catalogue
    return QUALIFYING, [course for course in catalogue if course.qualifying]


def _state(asked: Mapping[str, str], messages: list[str]) -> State | None:
    by_key = {state.key: state for state in State}
    return by_key.get(_choice(asked, "state", by_key, messages))


def _sort(asked: Mapping[str, str], columns: Collection[str], messages: list[str]) -> str:
    both = [*columns, *(f"-{key}" for key in columns)]
    return _choice(asked, "sort", both, messages) or "name"


def _search(asked: Mapping[str, str]) -> str:
    return " ".join(_printable(asked.get("search", "")).split())[:MAX_SEARCH]


def _printable(text: str) -> str:
    """Without control characters, which a page may not hold."""
    return "".join(letter for letter in text if letter.isprintable())


def _choice(asked: Mapping[str, str], name: str, allowed: Collection[str], messages: list[str]) -> str:
    value = asked.get(name, "").strip()
    if value and value not in allowed:
        messages.append(f"“{_printable(value)[:40]}” is not a {name} that we know, so it was left out.")
        return ""
    return value


def _without_defaults(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value and value != DEFAULTS.get(name)}


def course_options(catalogue: Sequence[Course]) -> list[tuple[str, str]]:
    """(value, text) of each choice of courses; none where there is nothing to choose."""
    if len(catalogue) < 2:
        return []
    groups = [(QUALIFYING, "All that count towards the goal"), (ALL_COURSES, "All courses")]
    return groups + [(course.key, course.title) for course in catalogue]
