"""Two tabs that do the same at the same moment do it once."""

from __future__ import annotations

from itertools import cycle
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.extensions import db
from lms.learning import marking, own_attempts
from lms.learning.models import Attempt, Completion, Enrolment, LessonCompletion
from tests.learning.journey import answer_by_rules, read_by_rules, start_by_rules, take_quiz_by_rules
from tests.pages import Browser

TABS = 4


@pytest.fixture
def tabs(app, cast) -> list[Browser]:
    """Tabs in which Alice is signed in, each with a connection of its own."""
    return [Browser(app).sign_in_as(cast.alice) for _ in range(TABS)]


def post_at_once(tabs: list[Browser], *paths: str, **data: str) -> list[TestResponse]:
    """Send the same form from every tab at the same moment, to one address or in turn to several."""
    tokens = [tab.csrf_token() for tab in tabs]
    barrier = Barrier(len(tabs))
    answers: list[TestResponse] = []

    def send(tab: Browser, token: str, path: str) -> None:
        barrier.wait()
        answers.append(tab.client.post(path, data={"csrf_token": token, **data}))

    work = zip(tabs, tokens, cycle(paths), strict=False)
    threads = [Thread(target=send, args=each) for each in work]
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
    read_by_rules(cast.alice, course)
    take_quiz_by_rules(enrolment, cast.alice, course, "looking/quiz")
    quiz = course.get_quiz("quiz")
    attempt = start_by_rules(enrolment, course)
    answer_by_rules(attempt, quiz)
    db.session.commit()
    answers = post_at_once(tabs, f"/courses/first-steps/quiz/attempts/{attempt.uuid}/result")
    assert {answer.status_code for answer in answers} == {303}
    assert [tabs[0].get(answer.location).status for answer in answers] == [200] * TABS
    assert len(db.session.scalars(select(Completion)).all()) == 1


def test_a_response_saved_while_another_tab_submits_is_marked_or_refused(tabs, course, enrolment):
    quiz = course.get_quiz("quiz")
    attempt = start_by_rules(enrolment, course)
    answer_by_rules(attempt, quiz)
    db.session.commit()
    path = f"/courses/first-steps/quiz/attempts/{attempt.uuid}"
    answers = post_at_once(tabs, f"{path}/responses/1", f"{path}/result", q1="wrong")
    assert {answer.status_code for answer in answers} <= {204, 303, 409}
    for each in own_attempts.get(enrolment.person, attempt.uuid).responses:
        assert each.is_correct == marking.is_correct(quiz.get_question(each.question), each.chosen or ())


def test_whoever_changes_an_attempt_locks_its_enrolment_first(enrolment, course, queries):
    attempt = start_by_rules(enrolment, course)
    queries.clear()
    own_attempts.get_to_change(enrolment.person, attempt.uuid)
    # PostgreSQL locks the rows in the order of the tables.
    assert "FROM enrolments JOIN attempts" in " ".join(queries[-2].split())


def test_saving_the_same_question_from_several_tabs_keeps_one_response(tabs, course, enrolment):
    attempt = start_by_rules(enrolment, course)
    db.session.commit()
    path = f"/courses/first-steps/quiz/attempts/{attempt.uuid}/responses"
    answers = post_at_once(tabs, f"{path}/1", q1="right")
    assert {answer.status_code for answer in answers} == {204}
    kept = own_attempts.get(enrolment.person, attempt.uuid).responses
    assert [each.chosen for each in kept] == [["right"], None, None, None, None]
