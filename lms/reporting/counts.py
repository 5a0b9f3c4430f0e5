"""Completion by organisation: one Select for the page and the CSV."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, cast, func, select

from lms.accounts.models import Organisation
from lms.extensions import db
from lms.reporting.filters import OrganisationFilters
from lms.reporting.searching import contains
from lms.reporting.standings import best_states, parameters
from lms.reporting.states import State

COUNTED = (
    "people",
    "in_date",
    "lapsing",
    "in_progress",
    "expired",
    "not_started",
    "unconfirmed",
    "unconfirmed_in_date",
)


def by_organisation(visible: Select[Organisation], filters: OrganisationFilters) -> Select[Any]:
    """A row for each of the visible organisations, ordered, also for those without people.

    `visible` is what `access.organisations` gives. Columns: uuid, name, sector, is_closed, share and those in
    COUNTED; all but the last two are of people whose membership is confirmed. A person counts once,
    by the best state with any of the chosen courses.
    """
    counts = _counts(len(filters.courses)).subquery("counts")
    numbers = {name: func.coalesce(counts.c[name], 0).label(name) for name in COUNTED}
    share = cast(counts.c.in_date, Float) / func.nullif(counts.c.people, 0)
    query = (
        visible.order_by(None)
        .outerjoin(counts, counts.c.organisation_id == Organisation.id)
        .with_only_columns(
            Organisation.uuid,
            Organisation.name,
            Organisation.sector,
            Organisation.is_closed,
            func.lower(Organisation.name).label("sort_name"),
            share.label("share"),
            *numbers.values(),
        )
    )
    if filters.sector:
        query = query.where(Organisation.sector == filters.sector)
    if filters.search:
        query = query.where(contains(filters.search, Organisation.name))
    return query.order_by(*_order(query, filters.sort)).params(**parameters(filters.courses))


def list_sectors(visible: Select[Organisation]) -> Sequence[str]:
    query = visible.with_only_columns(Organisation.sector).distinct().order_by(None)
    return sorted(db.session.scalars(query).all())


@cache
def _counts(count_of_courses: int) -> Select[Any]:
    people = best_states(count_of_courses).subquery("people")
    is_in_date = people.c.state <= State.LAPSING.value

    def count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
        return func.count().filter(*conditions)

    def confirmed(state: State) -> ColumnElement[int]:
        return count(people.c.is_confirmed, people.c.state == state.value)

    return select(
        people.c.organisation_id,
        count(people.c.is_confirmed).label("people"),
        count(people.c.is_confirmed, is_in_date).label("in_date"),
        confirmed(State.LAPSING).label("lapsing"),
        confirmed(State.IN_PROGRESS).label("in_progress"),
        confirmed(State.EXPIRED).label("expired"),
        confirmed(State.NOT_STARTED).label("not_started"),
        count(~people.c.is_confirmed).label("unconfirmed"),
        count(~people.c.is_confirmed, is_in_date).label("unconfirmed_in_date"),
    ).group_by(people.c.organisation_id)


def _order(query: Select[Any], sort: str) -> list[ColumnElement[Any]]:
    key = sort.removeprefix("-").replace("-", "_")
    wanted = query.selected_columns["sort_name" if key == "name" else key]
    directed = wanted.desc() if sort.startswith("-") else wanted.asc()
    return [directed.nulls_last(), query.selected_columns["sort_name"]]


def list_by_organisation(visible: Select[Organisation], filters: OrganisationFilters) -> Sequence[Any]:
    """All rows at once: they are needed for the sums as well, and counting is dearer than carrying them."""
    return db.session.execute(by_organisation(visible, filters)).all()
