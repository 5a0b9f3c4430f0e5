"""Changing the schema: apart from the application, which serves without loading Alembic."""

from __future__ import annotations

import flask_migrate
from flask import Flask, current_app

import lms.app
from lms.config import ROOT
from lms.extensions import db


def create_app() -> Flask:
    """The application, for `flask --app lms.migrating db …`."""
    app = lms.app.create_app()
    _install(app)
    return app


def upgrade() -> None:
    """Bring the database of the current application to the newest schema."""
    _install(current_app)
    flask_migrate.upgrade()


def downgrade(revision: str) -> None:
    """Take the database of the current application back to a revision, or to "base": no tables at all."""
    _install(current_app)
    flask_migrate.downgrade(revision=revision)


def _install(app: Flask) -> None:
    flask_migrate.Migrate(app, db, directory=str(ROOT / "migrations"))
