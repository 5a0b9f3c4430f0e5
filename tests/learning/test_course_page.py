"""The page of a course has one big button, and it is the right one."""

from __future__ import annotations

from sqlalchemy import select

from lms.extensions import db
from lms.learning.models import Enrolment
from tests.learning.journey import complete_by_rules, go_through_lessons

PAGE = "/courses/first-steps"


def test_whoever_is_not_signed_in_is_led_to_sign_in_and_back(browser):
    page = browser.get(PAGE)
    assert "/sign-in?next=/courses/first-steps" in page.links
    assert "About 10 minutes" in page.text


def test_starting_opens_the_first_lesson(alices):
    assert alices.send(alices.get(PAGE)).h1 == "A door"


def test_starting_is_not_done_by_looking(alices, app):
    alices.get(PAGE)
    assert db.session.scalars(select(Enrolment)).all() == []


def test_going_on_names_the_step(alices, enrolment):
    assert "Continue: A door" in alices.get(PAGE).text


def test_a_step_done_has_a_tick(alices, course, enrolment):
    alices.send(alices.get(f"{PAGE}/looking/a-door"))
    assert "A door Lesson, 1 minute ✓ Done" in alices.get(PAGE).text


def test_a_completed_course_leads_to_the_certificate(alices, cast, course):
    complete_by_rules(cast.alice, course)
    page = alices.get(PAGE)
    assert "Get your certificate" in page.text
    assert "/certificates" in page.links


def test_a_completed_course_can_be_taken_again(alices, cast, course):
    complete_by_rules(cast.alice, course)
    alices.send(alices.get(PAGE))
    assert "0 of 5 steps done" in alices.get(PAGE).text


def test_the_completion_stays_while_the_course_is_taken_again(alices, cast, course):
    complete_by_rules(cast.alice, course)
    alices.send(alices.get(PAGE))
    assert "Completed Valid until 25 November 2028." in alices.get(PAGE).text


def test_starting_twice_goes_on_with_the_first(alices, course, enrolment):
    go_through_lessons(alices, course)
    alices.post(f"{PAGE}/start")
    assert "3 of 5 steps done" in alices.get(PAGE).text


def test_an_unknown_course_is_not_found(alices):
    alices.get("/courses/second-steps", status=404)
    assert alices.post("/courses/second-steps/start").status_code == 404


def test_few_queries_make_the_page(alices, course, enrolment, queries):
    go_through_lessons(alices, course)
    queries.clear()
    alices.get(PAGE)
    assert len(queries) <= 5
