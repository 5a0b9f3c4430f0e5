"""Whoever completed a course before it changed is told what has changed, reads it once, and loses nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.extensions import db
from lms.learning import updates
from lms.learning.models import Completion
from lms.learning.update_models import CourseUpdateReading
from tests.learning.journey import complete_by_rules
from tests.pages import Browser

COURSE = "/courses/first-steps"
CHANGE = f"{COURSE}/changes/3"
# What turns version 2 into a material change too.
MORE = (
    "course.yaml",
    "kind: editorial, summary: A comma.",
    "kind: material, summary: More.",
    {"changes/2.md": "---\ntitle: What came with version 2\nminutes: 1\n---\nMore.\n"},
)


@pytest.fixture
def trained_before(cast, course):
    """Alice completed the course at version 2, before the material change of 1 June."""
    complete_by_rules(cast.alice, course)
    pin(2)


def pin(version, **ago):
    """Make every completion one of an earlier version; commits."""
    values = {"course_version": version}
    if ago:
        values["completed_at"] = clock.now() - timedelta(**ago)
    db.session.execute(update(Completion).values(values))
    db.session.commit()


def readings():
    return db.session.scalars(select(CourseUpdateReading)).all()


@pytest.mark.parametrize("path", [COURSE, "/courses"])
def test_the_change_is_offered_where_the_course_is(alices, trained_before, path):
    page = alices.get(path)
    assert (
        "This course changed on 1 June 2026, after you trained. See what has changed (1 minute)" in page.text
    )
    assert CHANGE in page.links


def test_its_page_tells_what_has_changed(alices, trained_before):
    page = alices.get(CHANGE)
    assert page.h1 == "What has changed since you trained"
    assert "The helpline has a new number" in page.text


def test_looking_records_nothing(alices, trained_before):
    alices.get(CHANGE)
    assert readings() == []


def test_reading_it_is_recorded_and_said(alices, trained_before, cast):
    page = alices.send(alices.get(CHANGE))
    assert "You read what changed in First steps, version 3 on 25 November 2026." in page.text
    assert [(each.person_id, each.course, each.version) for each in readings()] == [
        (cast.alice.id, "first-steps", 3)
    ]


def test_reading_it_again_keeps_the_first_day(alices, trained_before, moved_clock):
    alices.send(alices.get(CHANGE))
    moved_clock.move(days=2)
    alices.post(CHANGE)
    assert "You read this on 25 November 2026." in alices.get(CHANGE).text


def test_two_tabs_record_one_reading(trained_before, cast, course):
    first = second = updates.get_missed(cast.alice, course, 3)
    for tab in (first, second):
        updates.mark_as_read(cast.alice, tab)
    assert len(readings()) == 1


def test_the_database_allows_one_reading_of_a_person_course_and_version(app, cast):
    reading = {"person_id": cast.alice.id, "course": "first-steps", "version": 3, "read_at": clock.now()}
    db.session.execute(insert(CourseUpdateReading.__table__), reading)
    with pytest.raises(IntegrityError):
        db.session.execute(insert(CourseUpdateReading.__table__), reading)


def test_the_completion_stays_as_it_was(alices, trained_before):
    before = db.session.execute(select(Completion.__table__)).all()
    alices.send(alices.get(CHANGE))
    assert db.session.execute(select(Completion.__table__)).all() == before


def test_whoever_trained_after_the_change_is_offered_nothing(alices, cast, course):
    complete_by_rules(cast.alice, course)
    assert "changed on" not in alices.get(COURSE).text
    alices.get(CHANGE, status=404)


def test_training_again_ends_the_offer(alices, trained_before, cast, course, moved_clock):
    moved_clock.move(days=1)
    complete_by_rules(cast.alice, course)
    assert "changed on" not in alices.get(COURSE).text


def test_whoever_has_not_completed_finds_no_change(alices, enrolment):
    alices.get(CHANGE, status=404)
    assert alices.post(CHANGE).status_code == 404


def test_a_change_of_somebody_else_is_not_found(app, cast, trained_before):
    lenas = Browser(app).sign_in_as(cast.lena)
    lenas.get(CHANGE, status=404)
    assert lenas.post(CHANGE).status_code == 404
    assert readings() == []


@pytest.mark.parametrize("version", ["1", "2", "4", "99999999999999999999", "x"])
def test_a_version_without_a_lesson_is_not_found(alices, trained_before, version):
    alices.get(f"{COURSE}/changes/{version}", status=404)


def test_several_missed_changes_stand_with_the_oldest_first(edited, trained_before):
    pin(1)
    browser = edited(*MORE)
    page = browser.get(COURSE)
    assert page.text.index("1 March 2026") < page.text.index("1 June 2026")


def test_the_next_unread_change_follows(edited, trained_before):
    pin(1)
    browser = edited(*MORE)
    page = browser.send(browser.get(f"{COURSE}/changes/2"))
    assert page.response.request.path == CHANGE


def test_nobody_else_pays_a_query_for_it(alices, cast, course, queries):
    complete_by_rules(cast.alice, course)
    queries.clear()
    alices.get("/courses")
    assert not any("course_update_readings" in query for query in queries)
