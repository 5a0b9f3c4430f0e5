"""The one place that says, in SQL, what a person completed last and how that stands today.

Built so that it touches the people asked about and nobody else: each of them costs one search of
`ix_completions_person_course` and, unless in date, one of `uq_enrolments_open`, however many completions
there are. Statements are built once and given `parameters` for each request, because building one takes
longer than running it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Select,
    SQLColumnExpression,
    String,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from lms import clock
from lms.accounts.models import Membership
from lms.courses.model import Course
from lms.learning.models import Completion, Enrolment
from lms.learning.validity import DUE_BEFORE
from lms.reporting.states import State

ORGANISATION = bindparam("organisation_id", type_=Integer)


def parameters(courses: Sequence[Course]) -> dict[str, Any]:
    """Values for what the expressions below leave open."""
    today = clock.today()
    values: dict[str, Any] = {"today": today, "due_until": today + DUE_BEFORE}
    for number, course in enumerate(courses):
        values |= {f"course_{number}": course.key, f"title_{number}": course.title}
    return values


@cache
def courses_table(count: int) -> CTE:
    """So many courses of the files as rows (key, title) that can be joined."""
    rows = [
        select(
            bindparam(f"course_{number}", type_=String).label("key"),
            bindparam(f"title_{number}", type_=String).label("title"),
        )
        for number in range(count)
    ]
    nothing = select(literal("").label("key"), literal("").label("title")).where(false())
    # Selects and not VALUES: SQLAlchemy would compile a statement with VALUES anew for each request.
    return union_all(*(rows or [nothing])).cte("courses")


def is_latest(
    person_id: SQLColumnExpression[int],
    course: SQLColumnExpression[str],
    *,
    within: SQLColumnExpression[int] | None = None,
) -> ColumnElement[bool]:
    """Whether a Completion is the last one of this person and course: the one that counts today.

    `within` looks only at completions that belong to this organisation.
    """
    other = aliased(Completion)
    last = select(other.id).where(other.person_id == person_id, other.course == course)
    if within is not None:
        last = last.where(other.organisation_id == within)
    last = last.order_by(other.completed_at.desc(), other.id.desc()).limit(1)
    return and_(
        Completion.id == last.scalar_subquery(),
        # The id would do, but PostgreSQL plans better when it knows how few rows can match.
        Completion.person_id == person_id,
        Completion.course == course,
    )


def is_open(person_id: SQLColumnExpression[int], course: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Whether an Enrolment is this person's open one of this course; there is at most one."""
    return and_(Enrolment.person_id == person_id, Enrolment.course == course, Enrolment.ended_at.is_(None))


def is_current_member(
    person_id: SQLColumnExpression[int], organisation_id: SQLColumnExpression[int]
) -> ColumnElement[bool]:
    current = aliased(Membership)
    return exists().where(
        current.person_id == person_id,
        current.organisation_id == organisation_id,
        current.ended_at.is_(None),
    )


def state(expires_on: SQLColumnExpression[date], is_in_progress: ColumnElement[bool]) -> ColumnElement[int]:
    """The State of somebody whose latest completion is valid until `expires_on`, if there is one."""
    return case(
        (expires_on > bindparam("due_until", type_=Date), literal(State.COMPLETED.value)),
        (expires_on >= bindparam("today", type_=Date), literal(State.LAPSING.value)),
        (is_in_progress, literal(State.IN_PROGRESS.value)),
        (expires_on.is_not(None), literal(State.EXPIRED.value)),
        else_=literal(State.NOT_STARTED.value),
    )


def is_taking(person_id: SQLColumnExpression[int], course: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Whether an enrolment is open; within `state` it is looked for only where it makes a difference."""
    taken = aliased(Enrolment)
    open_one = (
        select(taken.id)
        .where(taken.person_id == person_id, taken.course == course, taken.ended_at.is_(None))
        # With EXISTS, PostgreSQL would rather read the open enrolments of everybody.
        .limit(1)
        .scalar_subquery()
    )
    return open_one.is_not(None)


def best_states(count: int, *which: ColumnElement[bool]) -> Select[Any]:
    """For each current member, of those memberships: organisation_id, is_confirmed, and the best state with
    any of the courses.

    It asks for the day of expiry alone, which takes half the time of joining the completions.
    """
    courses = courses_table(count)
    standing = (
        select(
            Membership.id,
            Membership.person_id,
            Membership.organisation_id,
            Membership.confirmed_at.is_not(None).label("is_confirmed"),
            courses.c.key.label("course"),
            _latest_expiry(Membership.person_id, courses.c.key).label("expires_on"),
        )
        .join(courses, true())
        .where(Membership.ended_at.is_(None), *which)
        .subquery()
        .c
    )
    one_state = state(standing.expires_on, is_taking(standing.person_id, standing.course))
    columns = standing.organisation_id, standing.is_confirmed
    if count == 1:
        return select(*columns, one_state.label("state"))
    return select(*columns, func.min(one_state).label("state")).group_by(standing.id, *columns)


def _latest_expiry(
    person_id: SQLColumnExpression[int], course: SQLColumnExpression[str]
) -> ColumnElement[date]:
    latest = aliased(Completion)
    return (
        select(latest.expires_on)
        .where(latest.person_id == person_id, latest.course == course)
        .order_by(latest.completed_at.desc(), latest.id.desc())
        .limit(1)
        .scalar_subquery()
    )
