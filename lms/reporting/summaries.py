"""The figures above the report on one organisation: are we trained?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from lms.accounts.models import Membership, Organisation
from lms.extensions import db
from lms.learning.models import Completion, Evidence
from lms.reporting.filters import Filters, People
from lms.reporting.standings import ORGANISATION, best_states, courses_table, is_current_member, parameters
from lms.reporting.states import State


@dataclass(frozen=True)
class Counts:
    """People by their best state with the chosen courses. Those who are lapsing are in date as well."""

    states: Counter[State] = field(default_factory=Counter)

    @property
    def people(self) -> int:
        return self.states.total()

    @property
    def in_date(self) -> int:
        return self.states[State.COMPLETED] + self.states[State.LAPSING]

    @property
    def lapsing(self) -> int:
        return self.states[State.LAPSING]

    @property
    def in_progress(self) -> int:
        return self.states[State.IN_PROGRESS]

    @property
    def expired(self) -> int:
        return self.states[State.EXPIRED]

    @property
    def not_started(self) -> int:
        return self.states[State.NOT_STARTED]

    @property
    def share(self) -> float | None:
        """Of the people, those in date: 0 to 1; None where there is nobody."""
        return self.in_date / self.people if self.people else None


@dataclass(frozen=True)
class Summary:
    """Of the people who belong to the organisation now; those not confirmed are counted apart."""

    confirmed: Counts
    unconfirmed: Counts

    def find_total(self, filters: Filters) -> int | None:
        """How many rows `by_learner` has, where that follows from these figures."""
        if filters.search or filters.state or filters.people == People.LEFT:
            return None
        counted = {People.CONFIRMED: [self.confirmed], People.UNCONFIRMED: [self.unconfirmed]}
        groups = counted.get(filters.people, [self.confirmed, self.unconfirmed])
        return sum(group.people for group in groups) * len(filters.courses)


@dataclass(frozen=True)
class Recorded:
    """What belongs to the organisation for good: completions on days when the person was its member."""

    completions: int
    people: int
    people_who_left: int
    attested: int


def get_summary(organisation: Organisation, filters: Filters) -> Summary:
    query = _states(len(filters.courses)).params(
        organisation_id=organisation.id, **parameters(filters.courses)
    )
    counts = {True: Counts(), False: Counts()}
    for is_confirmed, state, count in db.session.execute(query):
        counts[bool(is_confirmed)].states[State(state)] += count
    return Summary(confirmed=counts[True], unconfirmed=counts[False])


def get_recorded(organisation: Organisation, filters: Filters) -> Recorded:
    query = _recorded(len(filters.courses)).params(
        organisation_id=organisation.id, **parameters(filters.courses)
    )
    return Recorded(*db.session.execute(query).one())


@cache
def _states(count: int) -> Select[Any]:
    people = best_states(count).where(Membership.organisation_id == ORGANISATION).subquery()
    columns = people.c.is_confirmed, people.c.state
    return select(*columns, func.count()).group_by(*columns)


@cache
def _recorded(count: int) -> Select[Any]:
    courses = courses_table(count)
    people = func.count(Completion.person_id.distinct())
    figures: list[ColumnElement[int]] = [
        func.count(),
        people,
        people.filter(~is_current_member(Completion.person_id, ORGANISATION)),
        func.count().filter(Completion.evidence != Evidence.ONLINE),
    ]
    query: Select[Any] = (
        select()
        .add_columns(*figures)
        .select_from(courses)
        .join(Completion, Completion.course == courses.c.key)
    )
    return query.where(Completion.organisation_id == ORGANISATION)
