"""A fault of ours is told in plain words, even when the database is what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from lms.app import create_app
from lms.config import ROOT, Settings
from tests.pages import Page


def make_app(folder: Path, database: str) -> Flask:
    settings = Settings(
        _env_file=None,
        instance=folder,
        database_url=f"sqlite:///{folder / database}",
        courses=ROOT / "tests" / "content",
        secret_key="a key for tests",
    )
    return create_app(settings)


@pytest.fixture
def broken(app: Flask, tmp_path: Path) -> Flask:
    """An application whose database has no tables."""
    return make_app(tmp_path, "empty.sqlite3")


@pytest.fixture
def away(app: Flask, tmp_path: Path) -> Flask:
    """An application whose database cannot be opened."""
    return make_app(tmp_path, "no/such/folder/lms.sqlite3")


def test_a_page_that_cannot_be_made_says_sorry(broken: Flask) -> None:
    response = broken.test_client().get("/goal")
    assert response.status_code == 500
    assert Page(response).h1 == "Sorry, something went wrong on our side"


def test_the_page_of_a_fault_still_leads_to_help(broken: Flask) -> None:
    assert "/report-a-concern" in Page(broken.test_client().get("/goal")).links


def test_help_is_there_without_a_database(broken: Flask) -> None:
    page = Page(broken.test_client().get("/report-a-concern"))
    assert page.status == 200
    assert "999" in page.text


def test_help_is_there_for_somebody_signed_in_whose_sign_in_cannot_be_read(broken: Flask) -> None:
    client = broken.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = "a token that nobody can look up"
    page = Page(client.get("/report-a-concern"))
    assert page.status == 200


def test_a_person_signed_in_is_told_the_same(broken: Flask) -> None:
    client = broken.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = "a token that nobody can look up"
    assert client.get("/courses").status_code == 500


def test_a_database_that_does_not_answer_is_503(away: Flask) -> None:
    response = away.test_client().get("/goal")
    assert response.status_code == 503
    assert Page(response).h1 == "Sorry, the site is not available just now"


def test_who_meets_a_database_that_does_not_answer_is_told_when_to_come_back(away: Flask) -> None:
    assert int(away.test_client().get("/goal").headers["Retry-After"]) > 0
