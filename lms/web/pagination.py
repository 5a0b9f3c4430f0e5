"""A long list, one page at a time: the same Select that is exported whole is shown in parts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl, urlencode

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
    query = _change(request.query_string.decode(errors="replace"), tuple(changes.items()))
    return f"{request.script_root}{request.path}{query}"


@lru_cache(maxsize=1_000)
def _change(query: str, changes: tuple[tuple[str, str | int | None], ...]) -> str:
    """A page with many links that sort asks for the same ones again."""
    changed = dict(changes)
    kept = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if key not in changed]
    changed_to = [(key, str(value)) for key, value in changes if value is not None]
    return f"?{urlencode(kept + changed_to)}" if kept or changed_to else ""
