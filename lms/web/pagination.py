"""A long list, one page at a time: the same Select that is exported whole is shown in parts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import request
from sqlalchemy import Select, func, select

from lms.extensions import db

PER_PAGE = 50
T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Part of a list. Pages are numbered from 1; an empty list has one page."""

    rows: Sequence[T]
    number: int
    per_page: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, math.ceil(self.total / self.per_page))

    @property
    def first(self) -> int:
        """The position of the first row in the whole list, from 1; 0 if there is none."""
        return (self.number - 1) * self.per_page + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return (self.number - 1) * self.per_page + len(self.rows)

    @property
    def numbers(self) -> list[int | None]:
        """The pages to link to: first, last and those around this one; None stands for a gap."""
        near = {1, self.number - 1, self.number, self.number + 1, self.pages}
        shown = sorted(number for number in near if 1 <= number <= self.pages)
        links: list[int | None] = []
        for before, number in zip([0, *shown], shown, strict=False):
            if number == before + 2:
                links.append(before + 1)
            elif number > before + 2:
                links.append(None)
            links.append(number)
        return links


def paginate(
    query: Select[Any],
    page: int,
    per_page: int = PER_PAGE,
    *,
    scalars: bool = False,
    total: int | None = None,
) -> Page[Any]:
    """Count the query, unless the `total` is known, and fetch one page of it.

    A number outside the list gives the nearest page that exists. With `scalars`, each row is its first
    column: for a Select of one entity.
    """
    if total is None:
        total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    number = nearest_page(page, total, per_page)
    result = db.session.execute(query.limit(per_page).offset((number - 1) * per_page))
    return Page(result.scalars().all() if scalars else result.all(), number, per_page, total)


def nearest_page(number: int, total: int, per_page: int = PER_PAGE) -> int:
    """The number, or that of the first or last page of so many rows if there is no such page."""
    return min(max(1, number), max(1, math.ceil(total / per_page)))


def requested_page() -> int:
    """The page number in the address; whatever is no number means the first."""
    return request.args.get("page", 1, type=int)


def url_with(**changes: str | int | None) -> str:
    """This page's address with some parameters changed, or dropped by None; filters in it stay."""
    kept = [(key, value) for key, value in request.args.items(multi=True) if key not in changes]
    changed = [(key, str(value)) for key, value in changes.items() if value is not None]
    query = urlencode(kept + changed)
    return f"{request.script_root}{request.path}" + (f"?{query}" if query else "")
