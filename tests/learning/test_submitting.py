"""An attempt is submitted whole, once, and marked."""

from __future__ import annotations

from sqlalchemy import select

from lms.extensions import db
from lms.learning.models import Attempt
from tests.learning.journey import answer, answer_all, start_quiz, take_quiz


def the_attempt() -> Attempt:
    return db.session.scalars(select(Attempt)).one()


def test_enough_right_questions_pass(alices, course, enrolment):
    page = take_quiz(alices, course, "quiz", wrong=2)
    assert page.h1 == "You passed"
    assert "You got 3 of 5 right" in page.text


def test_too_few_do_not_pass_yet(alices, course, enrolment):
    page = take_quiz(alices, course, "quiz", wrong=3)
    assert page.h1 == "Not passed yet"
    assert "you need 3 of 5" in page.text


def test_blanks_are_told_and_led_to(alices, course, enrolment):
    quiz = course.get_quiz("quiz")
    page = start_quiz(alices, course, "quiz")
    answer(alices, page, quiz)
    check = alices.get(f"/courses/first-steps/quiz/attempts/{the_attempt().uuid}")
    refused = alices.send(check, status=422)
    assert refused.errors == [f"Question {number} is not answered yet" for number in range(2, 6)]
    assert refused.title.startswith("Error: ")
    assert any(link.endswith("question=2") for link in refused.links)


def test_an_attempt_with_blanks_stays_open(alices, course, enrolment):
    start_quiz(alices, course, "quiz")
    alices.post(f"/courses/first-steps/quiz/attempts/{the_attempt().uuid}/result")
    assert the_attempt().submitted_at is None


def test_submitting_twice_shows_the_same_result(alices, course, enrolment, moved_clock):
    check = answer_all(alices, course, "quiz", wrong=5)
    alices.send(check)
    submitted_at = the_attempt().submitted_at
    moved_clock.move(minutes=5)
    assert alices.send(check).h1 == "Not passed yet"
    assert the_attempt().submitted_at == submitted_at


def test_a_response_after_submission_changes_nothing(alices, course, enrolment):
    check = answer_all(alices, course, "quiz", wrong=5)
    alices.send(check)
    before = the_attempt().responses[0].chosen
    uuid = the_attempt().uuid
    answered = alices.post(f"/courses/first-steps/quiz/attempts/{uuid}?question=1", chosen="right")
    assert answered.location.endswith("/result")
    assert the_attempt().responses[0].chosen == before


def test_the_page_of_a_submitted_attempt_is_its_result(alices, course, enrolment):
    take_quiz(alices, course, "quiz", wrong=5)
    page = alices.get(f"/courses/first-steps/quiz/attempts/{the_attempt().uuid}?question=1")
    assert page.h1 == "Not passed yet"


def test_there_is_no_result_before_submission(alices, course, enrolment):
    start_quiz(alices, course, "quiz")
    page = alices.get(f"/courses/first-steps/quiz/attempts/{the_attempt().uuid}/result")
    assert page.h1 == "Check before you submit"


def test_a_failed_quiz_is_drawn_afresh(alices, course, enrolment):
    take_quiz(alices, course, "quiz", wrong=5)
    start_quiz(alices, course, "quiz")
    seeds = set(db.session.scalars(select(Attempt.seed)))
    assert len(seeds) == 2
