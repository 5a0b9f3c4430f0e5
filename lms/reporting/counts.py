"""How many people of each organisation stand where: counted for all organisations at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from lms.accounts.models import Organisation
from lms.courses.model import Course
from lms.extensions import db
from lms.reporting.figures import OrganisationRow, Summary
from lms.reporting.filters import OrganisationFilters
from lms.reporting.searching import contains
from lms.reporting.standings import best_states, parameters
from lms.reporting.states import State

NOBODY = Summary()


def count_by_organisation(courses: Sequence[Course]) -> Mapping[int, Summary]:
    """The figures of each organisation that has people, by its id. Takes time in proportion to the people."""
    found: defaultdict[int, Summary] = defaultdict(Summary)
    for organisation_id, is_confirmed, state, count in db.session.execute(
        _states(len(courses)), parameters(courses)
    ):
        found[organisation_id].add(bool(is_confirmed), State(state), count)
    return found


def list_organisations(
    visible: Select[Organisation], filters: OrganisationFilters, counts: Mapping[int, Summary]
) -> list[OrganisationRow]:
    """A row for each of the visible organisations that the filters leave, also for those without people.

    `visible` is what `access.organisations` gives; the rows are in its order.
    """
    query = _rows(visible)
    if filters.sector:
        query = query.where(Organisation.sector == filters.sector)
    if filters.search:
        query = query.where(contains(filters.search, Organisation.name))
    return [
        OrganisationRow(uuid, name, sector, is_closed, counts.get(id_, NOBODY))
        for id_, uuid, name, sector, is_closed in db.session.connection().execute(query)
    ]


def list_sectors(visible: Select[Organisation]) -> list[str]:
    return sorted(db.session.connection().scalars(_sectors(visible)))


@lru_cache(maxsize=8)
def _rows(visible: Select[Organisation]) -> Select[int, UUID, str, str, bool]:
    return visible.with_only_columns(
        Organisation.id, Organisation.uuid, Organisation.name, Organisation.sector, Organisation.is_closed
    )


@lru_cache(maxsize=8)
def _sectors(visible: Select[Organisation]) -> Select[Any]:
    return visible.with_only_columns(Organisation.sector).distinct().order_by(None)


@cache
def _states(count: int) -> Select[Any]:
    people = best_states(count).subquery()
    # Adding nothing keeps SQLite from walking through an index of organisations, and so from jumping to and
    # fro in a table that is much faster to read in its own order.
    organisation_id = people.c.organisation_id + 0
    columns = organisation_id, people.c.is_confirmed, people.c.state
    return select(*columns, func.count()).group_by(*columns)
