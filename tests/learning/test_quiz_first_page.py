"""The first page of a quiz says what awaits one, before anything is started."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from lms.extensions import db
from lms.learning.models import Attempt
from tests.learning.journey import complete_by_rules, start_by_rules, start_quiz, take_quiz_by_rules

FINAL = "/courses/first-steps/quiz"
CHECK = "/courses/first-steps/looking/quiz"


@pytest.fixture
def learner(alices, enrolment):
    return alices


def test_it_says_how_many_questions_there_are_and_what_is_needed_to_pass(learner):
    page = learner.get(FINAL)
    assert "Questions5, chosen anew for each attempt" in page.text
    assert "To pass3 of 5" in page.text


def test_it_says_how_many_attempts_are_left(learner):
    assert "0 used, 3 left" in learner.get(FINAL).text


def test_a_quiz_without_a_limit_says_so(learner):
    assert "0 used, as many as you need" in learner.get(CHECK).text


def test_looking_at_it_starts_nothing(learner):
    learner.get(FINAL)
    assert db.session.scalars(select(Attempt)).all() == []


def test_an_open_attempt_is_gone_on_with(learner, course):
    start_quiz(learner, course, "quiz")
    assert "You have answered 0 of 5 questions." in learner.get(FINAL).text


def test_it_shows_the_best_result_and_every_attempt(learner, cast, course, enrolment):
    take_quiz_by_rules(enrolment, cast.alice, course, "quiz", wrong=3)
    take_quiz_by_rules(enrolment, cast.alice, course, "quiz", wrong=5)
    page = learner.get(FINAL)
    assert "Best result2 of 5" in page.text
    assert "Attempt 2: 0 of 5, not passed" in page.text


def test_a_passed_quiz_leads_on(learner, cast, course, enrolment):
    take_quiz_by_rules(enrolment, cast.alice, course, "looking/quiz")
    assert "Continue: The call" in learner.get(CHECK).text


def test_a_passed_quiz_is_not_started_again(learner, cast, course, enrolment):
    take_quiz_by_rules(enrolment, cast.alice, course, "looking/quiz")
    learner.post(f"{CHECK}/attempts")
    assert "You have passed this quiz already." in learner.get(CHECK).text
    assert len(db.session.scalars(select(Attempt)).all()) == 1


def test_a_quiz_of_a_completed_course_says_how_to_take_it_again(alices, cast, course):
    complete_by_rules(cast.alice, course)
    page = alices.get(FINAL)
    assert "Passed" in page.text
    assert not page.main.findall(".//{http://www.w3.org/1999/xhtml}form")


def test_a_quiz_opens_only_once_the_course_was_started(alices):
    assert "Start the course first" in alices.get(FINAL).text


def test_a_quiz_cannot_be_started_before_the_course(alices):
    assert alices.post(f"{FINAL}/attempts").status_code == 404


def test_an_unknown_quiz_is_not_found(learner):
    learner.get("/courses/first-steps/acting/quiz", status=404)


def test_six_queries_make_the_page_with_an_open_attempt(learner, course, enrolment, queries):
    start_by_rules(enrolment, course)
    db.session.commit()
    queries.clear()
    learner.get(FINAL)
    assert len(queries) <= 6
