"""Migrations go up and down, with rows in the tables, and end where the models are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect

from lms.config import ROOT
from lms.extensions import db
from lms.migrating import downgrade, upgrade
from tests.cast import make_cast


@pytest.fixture
def upgraded(app: Flask) -> Iterator[Flask]:
    """The application; whatever a test does to the schema is put right afterwards."""
    yield app
    db.session.rollback()
    db.session.remove()
    upgrade()


def test_the_newest_schema_equals_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_every_migration_goes_down_and_up_again_with_rows_in_the_tables(upgraded: Flask) -> None:
    make_cast()
    db.session.remove()

    downgrade("base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}

    upgrade()
    assert set(db.metadata.tables) <= set(inspect(db.engine).get_table_names())


def test_migrations_are_numbered_without_a_gap() -> None:
    names = sorted(path.name for path in Path(ROOT / "migrations" / "versions").glob("*.py"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
