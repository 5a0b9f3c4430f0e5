"""Two tabs that do the same at the same moment do it once."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.extensions import db
from lms.learning import starting
from lms.learning.models import Attempt, Completion, Enrolment, LessonCompletion
from tests.learning.journey import answer_by_rules, read_by_rules, take_quiz_by_rules
from tests.pages import Browser

TABS = 4


@pytest.fixture
def tabs(app, cast) -> list[Browser]:
    """Tabs in which Alice is signed in, each with a connection of its own."""
    return [Browser(app).sign_in_as(cast.alice) for _ in range(TABS)]


def post_at_once(tabs: list[Browser], path: str, **data: str) -> list[TestResponse]:
    """Send the same form from every tab at the same moment."""
    tokens = [tab.csrf_token() for tab in tabs]
    barrier = Barrier(len(tabs))
    answers: list[TestResponse] = []

    def send(tab: Browser, token: str) -> None:
        barrier.wait()
        answers.append(tab.client.post(path, data={"csrf_token": token, **data}))

    threads = [Thread(target=send, args=pair) for pair in zip(tabs, tokens, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_starting_the_course_makes_one_enrolment(tabs):
    answers = post_at_once(tabs, "/courses/first-steps/start")
    assert {answer.status_code for answer in answers} == {303}
    assert len(db.session.scalars(select(Enrolment)).all()) == 1


def test_finishing_a_lesson_is_recorded_once(tabs, enrolment):
    answers = post_at_once(tabs, "/courses/first-steps/looking/a-door")
    assert {answer.location for answer in answers} == {"/courses/first-steps/looking/a-van"}
    assert len(db.session.scalars(select(LessonCompletion)).all()) == 1


def test_starting_a_quiz_makes_one_attempt(tabs, enrolment):
    answers = post_at_once(tabs, "/courses/first-steps/quiz/attempts")
    assert len({answer.location for answer in answers}) == 1
    assert len(db.session.scalars(select(Attempt)).all()) == 1


def test_submitting_makes_one_completion_and_all_see_the_end(tabs, cast, course, enrolment):
    read_by_rules(enrolment, cast.alice, course)
    take_quiz_by_rules(enrolment, cast.alice, course, "looking/quiz")
    quiz = course.get_quiz("quiz")
    attempt = starting.start(enrolment, course, quiz)
    answer_by_rules(attempt, quiz)
    db.session.commit()
    answers = post_at_once(tabs, f"/courses/first-steps/quiz/attempts/{attempt.uuid}/result")
    assert {answer.status_code for answer in answers} == {303}
    assert [tabs[0].get(answer.location).status for answer in answers] == [200] * TABS
    assert len(db.session.scalars(select(Completion)).all()) == 1
