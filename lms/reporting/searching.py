"""Finding names as people type them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import InstrumentedAttribute


def contains(term: str, *columns: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Whether any column contains the term, in capitals or not.

    SQLite folds the letters a to z alone, so that "łukasz" is also looked for as "Łukasz" and "ŁUKASZ".
    """
    spellings = {term, term.lower(), term.upper(), term.title()} if not term.isascii() else {term}
    return or_(
        *(column.icontains(spelling, autoescape=True) for column in columns for spelling in sorted(spellings))
    )
