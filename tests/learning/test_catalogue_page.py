"""The catalogue shows what there is, and how far one is."""

from __future__ import annotations

from lms.extensions import db
from lms.learning.readers import choose_setting
from tests.learning.journey import complete_by_rules, go_through_lessons


def test_anyone_can_see_what_courses_there_are(browser):
    page = browser.get("/courses")
    assert "A small course that the tests take." in page.text
    assert "Not started" not in page.text


def test_a_course_not_started_says_so(alices):
    assert "Not started" in alices.get("/courses").text


def test_a_course_in_progress_shows_how_far_one_is(alices, course, enrolment):
    go_through_lessons(alices, course)
    assert "3 of 5 steps done (60%)" in alices.get("/courses").text


def test_a_completed_course_shows_until_when_it_is_valid(alices, cast, course):
    complete_by_rules(cast.alice, course)
    assert "Completed Valid until 25 November 2028." in alices.get("/courses").text


def test_a_completion_that_soon_expires_asks_to_take_the_course_again(alices, cast, course, moved_clock):
    complete_by_rules(cast.alice, course)
    moved_clock.move(days=700)
    assert "You can take it again now" in alices.get("/courses").text


def test_an_expired_completion_says_so(alices, cast, course, moved_clock):
    complete_by_rules(cast.alice, course)
    moved_clock.move(days=740)
    assert "It is time to take it again" in alices.get("/courses").text


def test_the_progress_of_another_is_not_shown(browser, cast, enrolment):
    db.session.commit()
    assert "Not started" in browser.sign_in_as(cast.harold).get("/courses").text


def test_the_number_of_queries_does_not_grow_with_what_was_taken(alices, cast, course, queries):
    complete_by_rules(cast.alice, course)
    queries.clear()
    alices.get("/courses")
    assert len(queries) <= 4


def test_what_counts_towards_the_goal_says_so(browser):
    assert "Counts towards the goal" in browser.get("/courses").text


def test_what_fits_a_learners_work_comes_before_other_settings(alices, cast, edited):
    choose_setting(cast.alice, "housing")
    db.session.commit()
    later = edited("course.yaml", "qualifying: true", "qualifying: false\nsettings: [housing]")
    assert "Fits your work" in later.get("/courses").text
