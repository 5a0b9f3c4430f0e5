"""A platform filled with fictional people, read back as plain rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Table, select

from lms import clock
from lms.demo.fill import Summary, fill
from lms.extensions import Base, db
from tests.conftest import TODAY

PROFESSIONALS = 400


def clear() -> None:
    """Empty every table, as the fixture `app` does after a test."""
    db.session.rollback()
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(table.delete())
    db.session.commit()


def rows_of(model: type[Base]) -> list[dict[str, Any]]:
    table = model.__table__
    assert isinstance(table, Table)
    return [dict(row) for row in db.session.execute(select(table)).mappings()]


@pytest.fixture(scope="module")
def filled(migrated_app: Flask) -> Iterator[Summary]:
    """400 fictional professionals, made once for all tests of a file: none of those may change anything."""
    clock.read_from(lambda: TODAY)
    with migrated_app.app_context():
        summary = fill(PROFESSIONALS)
        db.session.commit()
        yield summary
        clear()
        db.session.remove()


Fill = Callable[[int, int], Summary]


@pytest.fixture
def fill_afresh(app: Flask) -> Fill:
    """Fill the database anew, whatever was in it."""

    def run(professionals: int, seed: int) -> Summary:
        clear()
        summary = fill(professionals, seed)
        db.session.commit()
        return summary

    return run
