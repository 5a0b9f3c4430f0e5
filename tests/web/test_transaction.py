"""One transaction a request: it stands as a whole or not at all, and reading never writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy import func, select

from lms.accounts.models import Organisation
from lms.app import create_app
from lms.extensions import close_connections, db
from lms.prepared import Prepared
from tests.cast import Cast
from tests.pages import Browser


def add_organisation() -> str:
    db.session.add(Organisation(name="Northford Fire Service", sector="Local government"))
    db.session.flush()
    return "added"


@pytest.fixture
def client(app: Flask, cast: Cast) -> Iterator[FlaskClient]:
    """A client of a second application on the same database, with views that misbehave."""
    misbehaving = create_app(app.config["LMS"])
    misbehaving.config["WTF_CSRF_ENABLED"] = False
    misbehaving.add_url_rule("/add", "add", add_organisation, methods=["GET", "POST"])

    @misbehaving.post("/add-and-fail")
    def add_and_fail() -> str:
        add_organisation()
        raise RuntimeError("a fault after the row was written")

    @misbehaving.get("/lose")
    def lose() -> str:
        """The database ends the connection between two look-ups of a request."""
        (pid,) = Prepared(select(func.pg_backend_pid())).all()[0]
        with db.engine.connect() as other:
            other.execute(select(func.pg_terminate_backend(pid)))
        Prepared(select(func.count()).select_from(Organisation)).all()
        return "still there"

    @misbehaving.post("/add-and-refuse")
    def add_and_refuse() -> str:
        add_organisation()
        abort(404)

    yield Browser(misbehaving).sign_in_as(cast.cora).client
    with misbehaving.app_context():
        close_connections()


def count_organisations() -> int:
    db.session.rollback()
    added = Organisation.name == "Northford Fire Service"
    return db.session.scalar(select(func.count()).where(added)) or 0


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


def test_a_connection_that_is_lost_is_503_and_is_not_used_again(client: FlaskClient) -> None:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("a file does not end connections")
    for _ in range(3):
        assert client.get("/lose").status_code == 503
    with client.application.app_context():
        assert db.engines["reading"].pool.checkedout() == 0
    assert client.get("/account").status_code == 200


def test_who_is_sent_to_the_door_does_not_wait_for_a_writer(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL has many writers at a time")
    stranger = Browser(app)
    token = stranger.csrf_token()
    with sqlite3.connect(str(db.engine.url.database), isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        response = stranger.client.post("/account/name", data={"csrf_token": token})
        writer.execute("ROLLBACK")
    writer.close()
    assert response.location == "/sign-in"
