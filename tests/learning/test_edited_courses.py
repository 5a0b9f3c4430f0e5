"""A course can be edited while people take it: nobody is stuck, nobody is marked unfairly."""

from __future__ import annotations

from sqlalchemy import select

from lms.extensions import db
from lms.learning.models import Attempt, Completion
from tests.learning.journey import (
    read_by_rules,
    respond_to_all,
    start_quiz,
    take_quiz,
    take_quiz_by_rules,
)

CHECK = "/courses/first-steps/looking/quiz"
PAGE = "/courses/first-steps"


def path_of_attempt() -> str:
    attempt = db.session.scalars(select(Attempt)).one()
    return f"{CHECK}/attempts/{attempt.uuid}"


def test_an_open_attempt_whose_question_is_gone_leads_to_a_fresh_start(alices, course, enrolment, edited):
    start_quiz(alices, course, "looking/quiz")
    later = edited("*looking/quiz.md", "{#lock}", "{#bolt}")
    page = later.get(path_of_attempt())
    assert "This quiz was changed after you started it." in page.text
    assert "1 of 3" in later.send(page).text


def test_a_fresh_start_after_an_edit_uses_no_further_attempt(alices, course, enrolment, edited):
    start_quiz(alices, course, "looking/quiz")
    later = edited("*looking/quiz.md", "{#lock}", "{#bolt}")
    later.send(later.get(CHECK))
    attempt = db.session.scalars(select(Attempt)).one()
    assert attempt.number == 1
    assert "bolt" in {response.question for response in attempt.responses}


def test_an_attempt_whose_option_is_gone_is_discarded_at_submission(alices, course, enrolment, edited):
    start_quiz(alices, course, "looking/quiz")
    later = edited("*looking/quiz.md", "{#guess}", "{#hunch}")
    later.post(f"{path_of_attempt()}/result", **respond_to_all(course.get_quiz("looking/quiz")))
    assert "this attempt does not count" in later.get(CHECK).text
    assert db.session.scalars(select(Attempt)).all() == []


def test_a_response_after_such_an_edit_is_told_the_same(alices, course, enrolment, edited):
    start_quiz(alices, course, "looking/quiz")
    later = edited("*looking/quiz.md", "{#lock}", "{#bolt}")
    refused = later.post(f"{path_of_attempt()}/responses/1", q1="outside")
    assert refused.status_code == 409
    assert "this attempt does not count" in refused.text


def test_new_words_do_not_disturb_an_open_attempt(alices, course, enrolment, edited):
    start_quiz(alices, course, "looking/quiz")
    later = edited("*looking/quiz.md", "Where was the lock?", "Where did you see the lock?")
    later.send(later.get(path_of_attempt()), **respond_to_all(course.get_quiz("looking/quiz")))
    assert later.get(f"{path_of_attempt()}/result").h1 == "You passed"


def test_a_step_to_resume_that_is_gone_is_replaced_by_the_first_open_one(alices, enrolment, edited):
    alices.send(alices.get(f"{PAGE}/looking/a-door"))
    assert edited("*/*a-van.md").get(f"{PAGE}/continue").h1 == "Check what you saw"


def test_a_step_that_is_gone_counts_no_more(alices, cast, course, enrolment, edited):
    read_by_rules(cast.alice, course)
    assert "2 of 4 steps" in edited("*/*a-van.md").get(PAGE).text


def test_a_course_whose_last_missing_lesson_is_taken_out_can_be_finished(
    alices, cast, course, enrolment, edited
):
    for quiz in course.quizzes:
        take_quiz_by_rules(enrolment, cast.alice, course, quiz.key)
    for lesson in ("looking/a-door", "acting/the-call"):
        alices.post(f"{PAGE}/{lesson}")
    later = edited("*/*a-van.md")
    page = later.get(PAGE)
    assert "Finish the course" in page.text
    assert later.send(page).h1 == "Course completed"


def test_the_version_at_completion_is_todays(alices, cast, course, enrolment, edited):
    read_by_rules(cast.alice, course)
    take_quiz_by_rules(enrolment, cast.alice, course, "looking/quiz")
    later = edited("course.yaml", "version: 3\nchanges:", VERSION_4)
    take_quiz(later, course, "quiz")
    assert db.session.scalars(select(Completion)).one().course_version == 4


VERSION_4 = """version: 4
changes:
  - {version: 4, date: 2026-11-20, kind: editorial, summary: A full stop.}"""
