"""Completion by learner in one organisation: one Select for the page, the CSV and the XLSX."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    false,
    func,
    literal,
    null,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute

from lms.accounts.models import Membership, Organisation, Person
from lms.extensions import db
from lms.learning.models import Completion, Enrolment, Evidence
from lms.reporting.filters import Filters, People
from lms.reporting.london_day import LondonDay
from lms.reporting.searching import contains
from lms.reporting.standings import (
    ORGANISATION,
    courses_table,
    is_current_member,
    is_latest,
    is_open,
    parameters,
    state,
)
from lms.reporting.states import Recorded, State

ROWS_AT_ONCE = 500
# By each column's key, what of the row to sort by; all end with the name.
SORTS: dict[str, tuple[str, ...]] = {
    "name": (),
    "email": ("email",),
    "membership": ("membership",),
    "since": ("since",),
    "course": ("course",),
    "state": ("state",),
    "started": ("started",),
    "completed": ("completed",),
    "expires": ("expires",),
    "recorded": ("recorded",),
}


# These say who somebody is, and not what they have learnt; nor are they ever empty.
OF_THE_PERSON = {"name", "email", "membership", "since"}


class LearnerRow(NamedTuple):
    """A row of `by_learner`: many times faster to read by its names than the database's own.

    `membership` is a value of People, `state` one of State and `recorded` one of Recorded, if there is a
    completion; with `course`, `row_id` identifies a row.
    """

    row_id: int
    name: str
    email: str
    membership: str
    since: date
    course: str
    state: int
    started: date | None
    completed: date | None
    expires: date | None
    recorded: int | None


def by_learner(organisation: Organisation, filters: Filters) -> Select[Any]:
    """A row for each person and course, ordered. The people are those who belong to the organisation now.

    Of people who have left there is a row for what they completed while they belonged to it, and nothing of
    what they have done since. The columns are those of LearnerRow.
    """
    return _filtered(filters).params(values(organisation, filters))


def _filtered(filters: Filters) -> Select[Any]:
    query = ordered(filters.people, filters.sort, len(filters.courses))
    if filters.state == State.COMPLETED:
        # Whoever is lapsing has still completed.
        query = query.where(query.selected_columns["state"] <= State.LAPSING.value)
    elif filters.state:
        query = query.where(query.selected_columns["state"] == filters.state.value)
    if filters.search:
        query = query.where(contains(filters.search, Person.name, Person.email))
    return query


def read_all(organisation: Organisation, filters: Filters) -> Iterable[LearnerRow]:
    """All rows of `by_learner`, without holding them all."""
    # By the connection: the rows are no objects, which the session would keep track of.
    connection = db.session.connection()
    # SQLite hands over row after row anyway; a server would send all at once.
    options = {"stream_results": connection.dialect.name != "sqlite"}
    # As `by_learner`, whose values make it a statement that SQLAlchemy has to look through again.
    asked = values(organisation, filters)
    found = connection.execute(_filtered(filters), asked, execution_options=options)
    # To make a LearnerRow of each would copy it. These have the same, in the same places.
    return cast(Iterable[LearnerRow], chain.from_iterable(found.partitions(ROWS_AT_ONCE)))


def values(organisation: Organisation, filters: Filters) -> dict[str, Any]:
    """For what the kept statements leave open."""
    return {"organisation_id": organisation.id, **parameters(filters.courses)}


@cache
def ordered_people(people: People, sort: str) -> Select[Any]:
    """row_id of each person in the order of `ordered`: for a `sort` in OF_THE_PERSON, and never who left."""
    query = _belonging(people)
    return query.with_only_columns(query.selected_columns["row_id"]).order_by(*_order(query, sort))


@cache
def ordered(people: People, sort: str, count: int) -> Select[Any]:
    """All rows, with so many courses."""
    query = _who_left(count) if people == People.LEFT else _members(people, count)
    return query.order_by(*_order(query, sort))


def _members(people: People, count: int) -> Select[Any]:
    courses = courses_table(count)
    return (
        _belonging(people)
        .join(courses, true())
        .outerjoin(Completion, is_latest(Membership.person_id, courses.c.key))
        .outerjoin(Enrolment, is_open(Membership.person_id, courses.c.key))
        .add_columns(
            courses.c.title.label("course"),
            state(Completion.expires_on, Enrolment.id.is_not(None)).label("state"),
            _day(Enrolment.started_at).label("started"),
            *_completion(),
        )
    )


def _belonging(people: People) -> Select[Any]:
    """The people who belong to the organisation now."""
    is_confirmed = Membership.confirmed_at.is_not(None)
    query: Select[Any] = (
        select(
            Membership.id.label("row_id"),
            *_person(),
            case((is_confirmed, People.CONFIRMED.value), else_=People.UNCONFIRMED.value).label("membership"),
            _day(Membership.started_at).label("since"),
        )
        .select_from(Membership)
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
            _day(Membership.ended_at).label("since"),
            courses.c.title.label("course"),
            state(Completion.expires_on, false()).label("state"),
            null().label("started"),
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


def _day(moment: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[date]:
    """Read as a day, and sorted as the moment that it is."""
    return type_coerce(moment, LondonDay)


def _person() -> tuple[ColumnElement[Any], ...]:
    return Person.name.label("name"), Person.email.label("email")


def _completion() -> tuple[ColumnElement[Any], ...]:
    is_here, is_online = Completion.organisation_id == ORGANISATION, Completion.evidence == Evidence.ONLINE
    recorded = case(
        (and_(is_here, is_online), literal(Recorded.HERE.value)),
        (is_here, literal(Recorded.HERE_ATTESTED.value)),
        (is_online, literal(Recorded.ELSEWHERE.value)),
        (Completion.id.is_not(None), literal(Recorded.ELSEWHERE_ATTESTED.value)),
    )
    return (
        _day(Completion.completed_at).label("completed"),
        Completion.expires_on.label("expires"),
        recorded.label("recorded"),
    )


def _order(query: Select[Any], sort: str) -> list[ColumnElement[Any]]:
    """By the column asked for, empty cells last, then always the same way: so pages never overlap."""
    columns, name = query.selected_columns, func.lower(Person.name)
    key = sort.removeprefix("-")
    wanted = [columns[each] for each in SORTS[key]] or [name]
    directed = [each.desc() if sort.startswith("-") else each.asc() for each in wanted]
    if key not in OF_THE_PERSON:
        directed = [each.nulls_last() for each in directed]
    names = [] if key == "name" else [name]
    courses = [columns["course"]] if "course" in columns else []
    return [*directed, *names, columns["row_id"], *courses]
