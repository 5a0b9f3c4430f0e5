"""A learner goes on where they stopped, on another device too."""

from __future__ import annotations

import pytest

from tests.learning.journey import complete_by_rules, offered, respond_to_all, start_quiz
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
    page = start_quiz(alices, course, "looking/quiz")
    alices.send(page, q1=offered(page, 1)[0], status=422)
    assert phone.fetch(GO_ON).location.endswith("#question-2")


def test_another_device_shows_what_was_chosen(alices, course, enrolment, phone):
    page = start_quiz(alices, course, "looking/quiz")
    chosen = respond_to_all(course.get_quiz("looking/quiz"))
    alices.send(page, **{**chosen, "q3": None}, status=422)
    assert {name: sorted(keys) for name, keys in phone.get(GO_ON).values().items() if name[0] == "q"} == {
        name: keys for name, keys in chosen.items() if name != "q3"
    }


def test_whoever_has_not_started_is_led_to_the_course(alices):
    assert alices.get(GO_ON).h1 == "First steps"


def test_whoever_has_completed_is_led_to_the_course(alices, cast, course):
    complete_by_rules(cast.alice, course)
    assert alices.get(GO_ON).h1 == "First steps"
