"""A learner goes on where they stopped, on another device too."""

from __future__ import annotations

import pytest

from tests.learning.journey import answer, complete_by_rules, start_quiz
from tests.pages import Browser

GO_ON = "/courses/first-steps/continue"


@pytest.fixture
def phone(app, cast) -> Browser:
    """Another device on which Alice is signed in."""
    return Browser(app).sign_in_as(cast.alice)


def test_another_device_goes_on_with_the_next_lesson(alices, enrolment, phone):
    alices.send(alices.get("/courses/first-steps/looking/a-door"))
    assert phone.get(GO_ON).h1 == "A van"


def test_another_device_goes_on_with_the_first_question_not_answered(alices, course, enrolment, phone):
    quiz = course.get_quiz("looking/quiz")
    page = answer(alices, start_quiz(alices, course, quiz.key), quiz)
    assert phone.get(GO_ON).h1 == page.h1
    assert "question 2 of 3" in phone.get(GO_ON).text


def test_with_every_question_answered_it_goes_on_with_submitting(alices, course, enrolment, phone):
    quiz = course.get_quiz("looking/quiz")
    page = start_quiz(alices, course, quiz.key)
    for _ in range(3):
        page = answer(alices, page, quiz)
    assert phone.get(GO_ON).h1 == "Check before you submit"


def test_whoever_has_not_started_is_led_to_the_course(alices):
    assert alices.get(GO_ON).h1 == "First steps"


def test_whoever_has_completed_is_led_to_the_course(alices, cast, course):
    complete_by_rules(cast.alice, course)
    assert alices.get(GO_ON).h1 == "First steps"
