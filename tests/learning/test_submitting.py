"""An attempt is submitted whole, once, and marked."""

from __future__ import annotations

from sqlalchemy import select

from lms.extensions import db
from lms.learning import enrolments
from lms.learning.models import Attempt
from tests.learning.journey import offered, respond_to_all, start_quiz, take_quiz


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
    page = start_quiz(alices, course, "quiz")
    refused = alices.send(page, q1=offered(page, 1)[0], status=422)
    assert refused.errors == [f"Question {number} is not answered yet" for number in range(2, 6)]
    assert refused.title.startswith("Error: ")
    assert "#q2" in refused.links


def test_what_was_given_is_kept_and_saved_when_something_is_missing(alices, course, enrolment):
    page = start_quiz(alices, course, "quiz")
    chosen = offered(page, 4)[1]
    refused = alices.send(page, q4=chosen, status=422)
    assert refused.values()["q4"] == [chosen]
    assert the_attempt().responses[3].chosen == [chosen]


def test_an_attempt_with_blanks_stays_open(alices, course, enrolment):
    alices.send(start_quiz(alices, course, "quiz"), status=422)
    assert the_attempt().submitted_at is None


def test_submitting_counts_what_was_saved_in_the_background_before(alices, course, enrolment):
    page = start_quiz(alices, course, "quiz")
    chosen = respond_to_all(course.get_quiz("quiz"))
    alices.post(f"{page.response.request.path}/responses/1", q1=chosen["q1"])
    assert alices.send(page, **{**chosen, "q1": None}).h1 == "You passed"


def test_submitting_twice_shows_the_same_result(alices, course, enrolment, moved_clock):
    page, chosen = start_quiz(alices, course, "quiz"), respond_to_all(course.get_quiz("quiz"), wrong=5)
    alices.send(page, **chosen)
    submitted_at = the_attempt().submitted_at
    moved_clock.move(minutes=5)
    assert alices.send(page, **chosen).h1 == "Not passed yet"
    assert the_attempt().submitted_at == submitted_at


def test_a_response_after_submission_changes_nothing(alices, course, enrolment):
    take_quiz(alices, course, "quiz", wrong=5)
    before, uuid = the_attempt().responses[0].chosen, the_attempt().uuid
    refused = alices.post(f"/courses/first-steps/quiz/attempts/{uuid}/responses/1", q1="right")
    assert (refused.status_code, refused.text) == (409, "You have submitted this attempt already.")
    assert the_attempt().responses[0].chosen == before


def test_saving_a_page_after_submission_leads_to_the_result(alices, course, enrolment):
    take_quiz(alices, course, "quiz", wrong=5)
    uuid = the_attempt().uuid
    answered = alices.post(f"/courses/first-steps/quiz/attempts/{uuid}", q1="right")
    assert answered.location.endswith("/result")


def test_a_response_after_the_course_was_started_again_is_refused(alices, cast, course, enrolment):
    page = start_quiz(alices, course, "quiz")
    enrolments.start_again(enrolment, cast.alice, course)
    refused = alices.post(f"{page.response.request.path}/responses/1", q1="right")
    assert refused.status_code == 409
    assert "no longer counts" in refused.text


def test_the_page_of_a_submitted_attempt_is_its_result(alices, course, enrolment):
    take_quiz(alices, course, "quiz", wrong=5)
    page = alices.get(f"/courses/first-steps/quiz/attempts/{the_attempt().uuid}")
    assert page.h1 == "Not passed yet"


def test_there_is_no_result_before_submission(alices, course, enrolment):
    start_quiz(alices, course, "quiz")
    page = alices.get(f"/courses/first-steps/quiz/attempts/{the_attempt().uuid}/result")
    assert page.h1 == "Final quiz"


def test_a_failed_quiz_is_drawn_afresh(alices, course, enrolment):
    take_quiz(alices, course, "quiz", wrong=5)
    start_quiz(alices, course, "quiz")
    seeds = set(db.session.scalars(select(Attempt.seed)))
    assert len(seeds) == 2
