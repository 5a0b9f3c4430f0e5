"""One page of completion by learner: first which rows, then what is in them.

A database that sorts looks up every column of every row first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, select

from lms.accounts.models import Organisation, Person
from lms.extensions import db
from lms.reporting.completions import (
    OF_THE_PERSON,
    LearnerRow,
    by_learner,
    ordered,
    ordered_people,
    values,
)
from lms.reporting.filters import Filters, People
from lms.reporting.searching import contains
from lms.web.pagination import PER_PAGE, Page, nearest_page, paginate


def get_page(
    organisation: Organisation, filters: Filters, number: int, total: int | None
) -> Page[LearnerRow]:
    """One page of `by_learner`; `total` when the number of its rows is known, else they are counted."""
    if _is_about_people(filters):
        return _get_page_of_people(organisation, filters, number, total)
    query = by_learner(organisation, filters)
    row_id, course = query.selected_columns["row_id"], query.selected_columns["course"]
    page = paginate(query.with_only_columns(row_id, course), number, total=total)
    wanted = {tuple(key) for key in page.rows}
    rows = _list_rows(organisation, filters, [key.row_id for key in page.rows])
    return replace(page, rows=[row for row in rows if (row.row_id, row.course) in wanted])


def _is_about_people(filters: Filters) -> bool:
    """Whether order and filters ask who people are, and nothing of what they have learnt."""
    is_order_of_people = filters.sort.removeprefix("-") in OF_THE_PERSON
    return (
        is_order_of_people and filters.people != People.LEFT and not filters.state and bool(filters.courses)
    )


def _get_page_of_people(
    organisation: Organisation, filters: Filters, number: int, total: int | None
) -> Page[LearnerRow]:
    """Each person has a row for each course, one below the other, so that people alone need be looked up."""
    people, each = ordered_people(filters.people, filters.sort), len(filters.courses)
    part = _part_of_people(filters.people, filters.sort)
    if filters.search:
        found = contains(filters.search, Person.name, Person.email)
        people, part = people.where(found), part.where(found)
    connection, asked = db.session.connection(), values(organisation, filters)
    if total is None:
        count = select(func.count()).select_from(people.order_by(None).subquery())
        total = each * (connection.scalar(count, asked) or 0)
    number = nearest_page(number, total)
    before, skipped = divmod((number - 1) * PER_PAGE, each)
    # The first and the last of them may begin on the page before, or go on after this one.
    asked_part = {**asked, "before": before, "most": PER_PAGE // each + 2}
    rows = _list_rows(organisation, filters, connection.scalars(part, asked_part).all())
    return Page(rows[skipped : skipped + PER_PAGE], number, PER_PAGE, total)


@cache
def _part_of_people(people: People, sort: str) -> Select[Any]:
    part = ordered_people(people, sort)
    return part.offset(bindparam("before", type_=Integer)).limit(bindparam("most", type_=Integer))


def _list_rows(organisation: Organisation, filters: Filters, row_ids: Sequence[int]) -> list[LearnerRow]:
    query = _ordered_among(filters.people, filters.sort, len(filters.courses))
    asked = {"row_ids": row_ids, **values(organisation, filters)}
    return list(map(LearnerRow._make, db.session.connection().execute(query, asked)))


@cache
def _ordered_among(people: People, sort: str, count: int) -> Select[Any]:
    query = ordered(people, sort, count)
    return query.where(query.selected_columns["row_id"].in_(bindparam("row_ids", expanding=True)))
