"""Completion by learner in one organisation: one Select for the page, the CSV and the XLSX."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, Select, bindparam, case, false, func, literal, null, select, true

from lms.accounts.models import Membership, Organisation, Person
from lms.extensions import db
from lms.learning.models import Completion, Enrolment, Evidence
from lms.reporting.filters import Filters, People
from lms.reporting.searching import contains
from lms.reporting.standings import (
    ORGANISATION,
    courses_table,
    is_current_member,
    is_latest,
    is_open,
    is_taking,
    parameters,
    state,
)
from lms.reporting.states import State
from lms.web.pagination import Page, paginate

ROWS_AT_ONCE = 500
# By each column's key, what of the row to sort by.
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("sort_name",),
    "email": ("email",),
    "membership": ("membership",),
    "since": ("since",),
    "course": ("course",),
    "state": ("state",),
    "started": ("started_at",),
    "completed": ("completed_at",),
    "expires": ("expires_on",),
    "recorded": ("is_here", "evidence"),
}


# These say who somebody is, and not what they have learnt; nor are they ever empty.
OF_THE_PERSON = {"name", "email", "membership", "since"}


class LearnerRow(NamedTuple):
    """A row of `by_learner`: many times faster to read than the database's own, of which a CSV has thousands.

    `membership` is a value of People and `state` one of State; with `course`, `row_id` identifies a row.
    """

    row_id: int
    name: str
    email: str
    sort_name: str
    membership: str
    since: datetime
    course: str
    state: int
    started_at: datetime | None
    completed_at: datetime | None
    expires_on: date | None
    is_here: int | None
    evidence: Evidence | None


def by_learner(organisation: Organisation, filters: Filters) -> Select[Any]:
    """A row for each person and course, ordered. The people are those who belong to the organisation now.

    Of people who have left there is a row for what they completed while they belonged to it, and nothing of
    what they have done since. The columns are those of LearnerRow.
    """
    query = _ordered(filters.people, filters.sort, len(filters.courses))
    if filters.state == State.COMPLETED:
        # Whoever is lapsing has still completed.
        query = query.where(query.selected_columns["state"] <= State.LAPSING.value)
    elif filters.state:
        query = query.where(query.selected_columns["state"] == filters.state.value)
    if filters.search:
        query = query.where(contains(filters.search, Person.name, Person.email))
    return query.params(_values(organisation, filters))


def read_all(organisation: Organisation, filters: Filters) -> Iterable[LearnerRow]:
    """All rows of `by_learner`, without holding them all."""
    query = by_learner(organisation, filters).execution_options(yield_per=ROWS_AT_ONCE)
    # By the connection: the rows are no objects, which the session would keep track of.
    found = db.session.connection().execute(query)
    return (row for part in found.partitions() for row in map(LearnerRow._make, part))


def get_page(
    organisation: Organisation, filters: Filters, number: int, total: int | None
) -> Page[LearnerRow]:
    """One page of `by_learner`; `total` when the number of its rows is known, else they are counted.

    First which rows, then what is in them: a database that sorts looks up every column of every row first.
    """
    page = paginate(_keys(organisation, filters), number, total=total)
    wanted = {tuple(key) for key in page.rows}
    values = {"row_ids": [key.row_id for key in page.rows], **_values(organisation, filters)}
    query = _ordered_among(filters.people, filters.sort, len(filters.courses))
    rows = map(LearnerRow._make, db.session.connection().execute(query, values))
    return replace(page, rows=[row for row in rows if (row.row_id, row.course) in wanted])


def _values(organisation: Organisation, filters: Filters) -> dict[str, Any]:
    return {"organisation_id": organisation.id, **parameters(filters.courses)}


def _keys(organisation: Organisation, filters: Filters) -> Select[Any]:
    """(row_id, course) of each row of `by_learner`, in the same order.

    Neither an order nor a search by who people are needs to know what each of them has completed.
    """
    sort = filters.sort.removeprefix("-")
    if filters.state or filters.people == People.LEFT or sort not in OF_THE_PERSON:
        query = by_learner(organisation, filters)
        return query.with_only_columns(query.selected_columns["row_id"], query.selected_columns["course"])
    query = _ordered_people(filters.people, filters.sort, len(filters.courses))
    if filters.search:
        query = query.where(contains(filters.search, Person.name, Person.email))
    return query.params(_values(organisation, filters))


@cache
def _ordered_among(people: People, sort: str, count: int) -> Select[Any]:
    query = _ordered(people, sort, count)
    return query.where(query.selected_columns["row_id"].in_(bindparam("row_ids", expanding=True)))


@cache
def _ordered_people(people: People, sort: str, count: int) -> Select[Any]:
    query = _belonging(people, courses_table(count))
    columns = query.selected_columns
    return query.with_only_columns(columns["row_id"], columns["course"]).order_by(*_order(query, sort))


@cache
def _ordered(people: People, sort: str, count: int) -> Select[Any]:
    query = _who_left(count) if people == People.LEFT else _members(people, count)
    return query.order_by(*_order(query, sort))


def _members(people: People, count: int) -> Select[Any]:
    courses = courses_table(count)
    return (
        _belonging(people, courses)
        .outerjoin(Completion, is_latest(Membership.person_id, courses.c.key))
        .outerjoin(Enrolment, is_open(Membership.person_id, courses.c.key))
        .add_columns(
            state(Completion.expires_on, is_taking(Membership.person_id, courses.c.key)).label("state"),
            Enrolment.started_at.label("started_at"),
            *_completion(),
        )
    )


def _belonging(people: People, courses: CTE) -> Select[Any]:
    """Each of the people who belong to the organisation now, with each course."""
    is_confirmed = Membership.confirmed_at.is_not(None)
    query: Select[Any] = (
        select(
            Membership.id.label("row_id"),
            *_person(),
            case((is_confirmed, People.CONFIRMED.value), else_=People.UNCONFIRMED.value).label("membership"),
            Membership.started_at.label("since"),
            courses.c.title.label("course"),
        )
        .select_from(Membership)
        .join(courses, true())
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.ended_at.is_(None), Membership.organisation_id == ORGANISATION)
    )
    if people == People.NOW:
        return query
    return query.where(is_confirmed if people == People.CONFIRMED else ~is_confirmed)


def _who_left(count: int) -> Select[Any]:
    courses = courses_table(count)
    return (
        select(
            Completion.id.label("row_id"),
            *_person(),
            literal(People.LEFT.value).label("membership"),
            Membership.ended_at.label("since"),
            courses.c.title.label("course"),
            state(Completion.expires_on, false()).label("state"),
            null().label("started_at"),
            *_completion(),
        )
        .select_from(courses)
        .join(Completion, Completion.course == courses.c.key)
        .join(Person, Person.id == Completion.person_id)
        .join(Membership, Membership.id == Completion.membership_id)
        .where(
            Completion.organisation_id == ORGANISATION,
            is_latest(Completion.person_id, Completion.course, within=ORGANISATION),
            ~is_current_member(Completion.person_id, ORGANISATION),
        )
    )


def _person() -> tuple[ColumnElement[Any], ...]:
    return (
        Person.name.label("name"),
        Person.email.label("email"),
        func.lower(Person.name).label("sort_name"),
    )


def _completion() -> tuple[ColumnElement[Any], ...]:
    is_here = case((Completion.organisation_id == ORGANISATION, 1), (Completion.id.is_not(None), 0))
    return (
        Completion.completed_at.label("completed_at"),
        Completion.expires_on.label("expires_on"),
        is_here.label("is_here"),
        Completion.evidence.label("evidence"),
    )


def _order(query: Select[Any], sort: str) -> list[ColumnElement[Any]]:
    """By the column asked for, empty cells last, then always the same way: so pages never overlap."""
    columns = query.selected_columns
    key = sort.removeprefix("-")
    wanted = [columns[name] for name in SORTS[key]]
    directed = [each.desc() if sort.startswith("-") else each.asc() for each in wanted]
    if key not in OF_THE_PERSON:
        directed = [each.nulls_last() for each in directed]
    names = [] if key == "name" else [columns["sort_name"]]
    return [*directed, *names, columns["row_id"], columns["course"]]
