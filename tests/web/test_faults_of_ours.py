"""A fault of ours is told in plain words, even when the database is what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from lms.app import create_app
from lms.config import ROOT, Settings
from tests.cast import Cast
from tests.pages import Browser, Page


@pytest.fixture
def broken(app: Flask, tmp_path: Path) -> Flask:
    """An application whose database has no tables."""
    settings = Settings(
        _env_file=None,
        instance=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'empty.sqlite3'}",
        courses=ROOT / "tests" / "content",
        secret_key="a key for tests",
    )
    return create_app(settings)


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
