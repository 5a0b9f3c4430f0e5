"""Starting an attempt: one open at a time, and no more of them than allowed. The database enforces both."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from lms.courses.model import Course, Quiz
from lms.errors import NotAllowed
from lms.extensions import db
from lms.learning.attempts import is_current, list_attempts
from lms.learning.drawing import DrawnQuestion, draw
from lms.learning.enrolments import move_to
from lms.learning.models import Attempt, Enrolment, Response

SEEDS = 2**31
_ADD = insert(Response)


def start(enrolment: Enrolment, course: Course, quiz: Quiz) -> Attempt:
    """Start an attempt with questions drawn afresh, or go on with the open one.

    An open attempt that the quiz has outgrown is discarded first. Raises NotAllowed when the quiz has been
    passed, when no attempt is left, or when the enrolment has ended.
    """
    if enrolment.ended_at is not None:
        raise NotAllowed("You have finished this course. To take the quiz again, start the course again.")
    before = list_attempts(enrolment, quiz.key)
    if any(attempt.is_passed for attempt in before):
        raise NotAllowed("You have passed this quiz already.")
    move_to(enrolment, quiz.key)
    last = before[-1] if before else None
    if last and last.submitted_at is None:
        if is_current(last, quiz):
            return last
        discard(last)
        last = before[-2] if len(before) > 1 else None
    return _begin(enrolment, course, quiz, last.number + 1 if last else 1)


def _begin(enrolment: Enrolment, course: Course, quiz: Quiz, number: int) -> Attempt:
    seed = secrets.randbelow(SEEDS)
    drawn = draw(quiz, seed)
    attempt = Attempt(
        enrolment_id=enrolment.id,
        quiz=quiz.key,
        number=number,
        max_attempts=quiz.max_attempts,
        seed=seed,
        course_version=course.version,
        revision=quiz.revision,
        pass_mark=quiz.pass_mark,
        score_max=len(drawn),
    )
    try:
        with db.session.begin_nested():
            db.session.add(attempt)
            db.session.flush()
            _add_responses(attempt.id, drawn)
    except IntegrityError:
        # Either another tab has just started one, which is then the one, or the limit is reached.
        for other in list_attempts(enrolment, quiz.key):
            if other.submitted_at is None:
                return other
        raise NotAllowed("You have used all your attempts of this quiz.") from None
    return attempt


def _add_responses(attempt_id: int, drawn: Sequence[DrawnQuestion]) -> None:
    """An empty one for each question, without objects for them: the next page reads them anyway."""
    rows = [
        {
            "attempt_id": attempt_id,
            "position": position,
            "question": question.key,
            "options": list(question.options),
        }
        for position, question in enumerate(drawn, 1)
    ]
    db.session.connection().execute(_ADD, rows)


def discard(attempt: Attempt) -> None:
    """Take back an open attempt: it never counted, and its number is free again."""
    db.session.delete(attempt)
    db.session.flush()
