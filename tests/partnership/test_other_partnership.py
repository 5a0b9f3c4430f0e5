"""The settings of another partnership: its own name, number and window."""

from __future__ import annotations

from datetime import date

import pytest

from lms.app import create_app
from lms.config import ROOT, Settings
from lms.extensions import close_connections, db
from tests.pages import Browser


@pytest.fixture
def browser(tmp_path):
    settings = Settings(
        _env_file=None,
        instance=tmp_path,
        courses=ROOT / "tests" / "content",
        secret_key="a key for tests",
        partnership_name="Westshire Partnership",
        goal_number=300,
        goal_starts_on=date(2027, 1, 1),
        goal_ends_on=date(2027, 12, 31),
    )
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        yield Browser(app)
        db.session.remove()
        close_connections()


def test_its_goal_has_its_own_number_and_window(browser):
    text = browser.get("/goal").text
    assert "Our goal: 300 professionals trained" in text
    assert "from 1 January 2027 to 31 December 2027" in text


def test_before_its_window_the_page_says_when_the_count_begins(browser):
    assert "The count begins on 1 January 2027." in browser.get("/goal").text


def test_the_history_of_another_partnership_is_not_told(browser):
    assert "face to face, April 2017" not in browser.get("/goal").text
