"""The first start of an installation."""

from __future__ import annotations

import re

from sqlalchemy import func, select

from lms.accounts.models import Organisation, Person
from lms.extensions import db
from lms.partnership.first_run import PLACEHOLDER, first_run
from tests.cast import make_organisation


def coordinators():
    return db.session.scalars(select(Person.email).where(Person.is_coordinator)).all()


def test_an_empty_installation_gets_partners_and_a_coordinator(app):
    words = first_run(app.config["LMS"])
    assert words.startswith("Loaded 109 partners.")
    assert coordinators() == [PLACEHOLDER]


def test_the_words_have_a_link_that_signs_the_coordinator_in(app, browser):
    words = first_run(app.config["LMS"])
    path = re.search(r"http://localhost(/sign-in/link/\S+)", words)[1]
    browser.send(browser.get(path))
    assert PLACEHOLDER in browser.get("/account").text


def test_a_second_start_adds_nothing(app):
    first_run(app.config["LMS"])
    words = first_run(app.config["LMS"])
    assert "Loaded" not in words
    assert coordinators() == [PLACEHOLDER]


def test_where_there_is_a_coordinator_no_other_is_added(app, cast):
    words = first_run(app.config["LMS"])
    assert coordinators() == [cast.cora.email]
    assert "Coordinators sign in at http://localhost/sign-in." in words


def test_a_list_that_is_in_use_is_left_alone(app):
    make_organisation("Added Here", "Health")
    first_run(app.config["LMS"])
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == 1


def test_the_words_say_where_mail_is_written(app):
    assert str(app.config["LMS"].mail_folder) in first_run(app.config["LMS"])
