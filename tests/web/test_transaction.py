"""One transaction a request: it stands as a whole or not at all, and reading never writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy import func, select

from lms.accounts.models import Organisation
from lms.config import Settings
from lms.extensions import db
from lms.web import failures, transaction


def add_organisation() -> str:
    db.session.add(Organisation(name="Northford Fire Service", sector="Local government"))
    db.session.flush()
    return "added"


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    """A client of a small application that has our edge, our database, and views that misbehave."""
    small = Flask("lms.web")
    settings: Settings = app.config["LMS"]
    small.config.update(LMS=settings, SQLALCHEMY_DATABASE_URI=settings.database)
    db.init_app(small)
    transaction.install(small)
    failures.install(small)
    small.add_url_rule("/add", "add", add_organisation, methods=["GET", "POST"])

    @small.post("/add-and-fail")
    def add_and_fail() -> str:
        add_organisation()
        raise RuntimeError("a fault after the row was written")

    @small.post("/add-and-refuse")
    def add_and_refuse() -> str:
        add_organisation()
        abort(404)

    small.jinja_env.globals.update(asset_url=lambda name: f"/{name}", settings=settings)
    return small.test_client()


def count_organisations() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Organisation)) or 0


def test_a_post_is_committed_once_the_view_has_answered(client: FlaskClient) -> None:
    client.post("/add")
    assert count_organisations() == 1


def test_a_get_that_writes_is_refused_by_the_database(client: FlaskClient) -> None:
    assert client.get("/add").status_code == 500
    assert count_organisations() == 0


def test_a_post_that_fails_leaves_nothing(client: FlaskClient) -> None:
    assert client.post("/add-and-fail").status_code == 500
    assert count_organisations() == 0


def test_a_post_that_is_refused_leaves_nothing(client: FlaskClient) -> None:
    client.post("/add-and-refuse")
    assert count_organisations() == 0
