"""Where a step of a course, or the way through a quiz, is found on the web."""

from __future__ import annotations

from flask import url_for

from lms.courses.model import Course, Step
from lms.learning.models import Attempt


def step_url(course: Course, step: Step) -> str:
    """The page of a lesson, or the first page of a quiz."""
    if step.is_quiz:
        return quiz_url(course.key, step.key)
    module, _, lesson = step.key.partition("/")
    return url_for("learning.lesson", course=course.key, module=module, lesson=lesson)


def quiz_url(course: str, quiz: str, endpoint: str = "learning.quiz") -> str:
    """A page of the quiz with this key, "module/quiz" or "quiz"."""
    return url_for(endpoint, course=course, module=_module_of(quiz))


def attempt_url(
    attempt: Attempt, course: str, endpoint: str = "learning.attempt", question: int | None = None
) -> str:
    """A page of an attempt; with the position of a question, that question's."""
    return url_for(
        endpoint, course=course, module=_module_of(attempt.quiz), uuid=attempt.uuid, question=question
    )


def _module_of(quiz: str) -> str | None:
    return quiz.rpartition("/")[0] or None
