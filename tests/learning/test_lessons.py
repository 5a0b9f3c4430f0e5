"""Lessons are read in any order, and done by going on."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from lms.extensions import db
from lms.learning.models import LessonCompletion
from tests.learning.journey import CONTINUE, complete_by_rules

DOOR = "/courses/first-steps/looking/a-door"
VAN = "/courses/first-steps/looking/a-van"
CALL = "/courses/first-steps/acting/the-call"


@pytest.fixture
def learner(alices, enrolment):
    return alices


def test_a_lesson_says_where_one_is(learner):
    page = learner.get(VAN)
    assert "Lesson 2 of 2 in Looking" in page.text
    assert "0 of 5 steps of the course done" in page.text


def test_looking_at_a_lesson_does_not_complete_it(learner):
    learner.get(DOOR)
    assert db.session.scalars(select(LessonCompletion)).all() == []


def test_going_on_completes_the_lesson_and_opens_the_next(learner):
    page = learner.send(learner.get(DOOR))
    assert page.h1 == "A van"
    assert "1 of 5 steps of the course done" in page.text


def test_after_the_last_lesson_of_a_module_comes_its_quiz(learner):
    assert learner.send(learner.get(VAN)).h1 == "Check what you saw"


def test_back_leads_to_the_step_before(learner):
    assert DOOR in learner.get(VAN).links


def test_the_first_lesson_has_nothing_before_it(learner):
    assert "Back to" not in learner.get(DOOR).text


def test_a_lesson_can_be_gone_through_twice(learner):
    learner.send(learner.get(DOOR))
    assert learner.send(learner.get(DOOR)).h1 == "A van"


def test_a_lesson_can_be_read_before_those_that_come_first(learner):
    learner.send(learner.get(CALL), form=CONTINUE)
    assert "1 of 5 steps" in learner.get(DOOR).text


def test_a_lesson_opens_only_once_the_course_was_started(alices):
    page = alices.get(DOOR)
    assert page.h1 == "First steps"
    assert "Start the course first" in page.text


def test_a_lesson_cannot_be_completed_without_starting_the_course(alices):
    assert alices.post(DOOR).status_code == 404


def test_lessons_stay_open_after_completion(alices, cast, course):
    complete_by_rules(cast.alice, course)
    assert alices.send(alices.get(DOOR)).h1 == "A van"


def test_nothing_is_recorded_after_completion(alices, cast, course):
    complete_by_rules(cast.alice, course)
    before = len(db.session.scalars(select(LessonCompletion)).all())
    alices.send(alices.get(DOOR))
    assert len(db.session.scalars(select(LessonCompletion)).all()) == before


@pytest.mark.parametrize("path", ["looking/a-lorry", "listening/a-door", "looking/a-door/more"])
def test_an_unknown_lesson_is_not_found(learner, path):
    learner.get(f"/courses/first-steps/{path}", status=404)


def test_three_queries_make_a_lesson(learner, queries):
    learner.get(DOOR)
    assert len(queries) <= 3


def test_few_queries_finish_a_lesson_and_show_the_next(learner, queries):
    page = learner.get(DOOR)
    queries.clear()
    learner.send(page)
    assert len(queries) <= 5 + 3
