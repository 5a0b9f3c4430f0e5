"""The figures above the report on one organisation: are we trained?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, func, select

from lms.accounts.models import Membership, Organisation
from lms.courses.model import Course
from lms.extensions import db
from lms.learning.models import Completion, Evidence
from lms.reporting.figures import Summary
from lms.reporting.filters import Filters, People
from lms.reporting.standings import ORGANISATION, best_states, courses_table, is_current_member, parameters
from lms.reporting.states import State


@dataclass(frozen=True)
class Recorded:
    """What belongs to the organisation for good: completions on days when the person was its member."""

    completions: int
    attested: int
    people_who_left: int


def get_summary(organisation: Organisation, courses: Sequence[Course]) -> Summary:
    values = {"organisation_id": organisation.id, **parameters(courses)}
    summary = Summary()
    for is_confirmed, state, count in db.session.execute(_states(len(courses)), values):
        summary.add(bool(is_confirmed), State(state), count)
    return summary


def find_total(summary: Summary, filters: Filters) -> int | None:
    """How many rows `by_learner` has, where that follows from the figures."""
    if filters.search or filters.state or filters.people == People.LEFT:
        return None
    counted = {People.CONFIRMED: [summary.confirmed], People.UNCONFIRMED: [summary.unconfirmed]}
    groups = counted.get(filters.people, [summary.confirmed, summary.unconfirmed])
    return sum(group.people for group in groups) * len(filters.courses)


def get_recorded(organisation: Organisation, courses: Sequence[Course]) -> Recorded:
    values = {"organisation_id": organisation.id, **parameters(courses)}
    return Recorded(*db.session.execute(_recorded(len(courses)), values).one())


@cache
def _states(count: int) -> Select[Any]:
    people = best_states(count, Membership.organisation_id == ORGANISATION).subquery()
    columns = people.c.is_confirmed, people.c.state
    return select(*columns, func.count()).group_by(*columns)


@cache
def _recorded(count: int) -> Select[Any]:
    courses = courses_table(count)
    figures: list[ColumnElement[int]] = [
        func.count(),
        func.count().filter(Completion.evidence != Evidence.ONLINE),
        _who_left(courses).scalar_subquery(),
    ]
    query: Select[Any] = select().add_columns(*figures).select_from(courses)
    return query.join(Completion, Completion.course == courses.c.key).where(
        Completion.organisation_id == ORGANISATION
    )


def _who_left(courses: CTE) -> Select[Any]:
    """By way of the memberships that ended, because they are few among many completions."""
    has_completed = (
        select(Completion.id)
        .join(courses, courses.c.key == Completion.course)
        .where(
            Completion.person_id == Membership.person_id,
            Completion.organisation_id == Membership.organisation_id,
        )
        .correlate(Membership)
        .exists()
    )
    return (
        select(func.count(Membership.person_id.distinct()))
        .where(
            Membership.organisation_id == ORGANISATION,
            Membership.ended_at.is_not(None),
            ~is_current_member(Membership.person_id, ORGANISATION),
            has_completed,
        )
        .correlate(None)
    )
