"""Where a step of a course, or the way through a quiz, is found on the web."""

from __future__ import annotations

from uuid import UUID

from lms.courses.model import Course, Quiz, Step
from lms.learning.asking import list_unanswered
from lms.learning.own_attempts import AttemptSoFar, OwnAttempt
from lms.learning.starting import Started
from lms.web.kept_urls import kept_url

# Stands for an attempt in an address that is kept: worked out anew, it takes as long as a question to draw.
_ANYONES = str(UUID(int=0))


def step_url(course: Course, step: Step) -> str:
    """The page of a lesson, or the first page of a quiz."""
    if step.is_quiz:
        return quiz_url(course.key, step.key)
    module, _, lesson = step.key.partition("/")
    return lesson_url(course.key, module, lesson)


def lesson_url(course: str, module: str, lesson: str) -> str:
    return kept_url("learning.lesson", course=course, module=module, lesson=lesson)


def course_url(course: str) -> str:
    return kept_url("learning.course", course=course)


def quiz_url(course: str, quiz: str, endpoint: str = "learning.quiz") -> str:
    """A page of the quiz with this key, "module/quiz" or "quiz"."""
    return kept_url(endpoint, course=course, module=_module_of(quiz))


def attempt_url(
    attempt: AttemptSoFar | OwnAttempt | Started,
    course: str,
    endpoint: str = "learning.attempt",
    anchor: str | None = None,
) -> str:
    """A page of an attempt, or a place on it."""
    of_anyone = kept_url(endpoint, course=course, module=_module_of(attempt.quiz), uuid=_ANYONES)
    url = of_anyone.replace(_ANYONES, str(attempt.uuid))
    return f"{url}#{anchor}" if anchor else url


def open_attempt_url(attempt: OwnAttempt, course: str, quiz: Quiz) -> str:
    """Where an open attempt goes on: at its first question that is not answered, if that is not the first."""
    blank = list_unanswered(attempt, quiz)
    is_begun = blank and blank[0] > 1
    return attempt_url(attempt, course, anchor=f"question-{blank[0]}" if is_begun else None)


def _module_of(quiz: str) -> str | None:
    return quiz.rpartition("/")[0] or None
