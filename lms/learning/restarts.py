"""The way on for a learner who has used every attempt of a quiz: the course from its start."""

from __future__ import annotations

from sqlalchemy import select

from lms.accounts.identity import Asker
from lms.courses.model import Course
from lms.extensions import db
from lms.learning.completions import complete_if_met
from lms.learning.enrolments import enrol, find_enrolment, start_again
from lms.learning.history import History
from lms.learning.models import Attempt, Enrolment
from lms.learning.progress import list_done


def is_stuck(enrolment: Enrolment, course: Course) -> bool:
    """Whether a quiz that is still to be passed has no attempt left in this enrolment."""
    limited = [quiz for quiz in course.quizzes if quiz.max_attempts is not None]
    if not limited or enrolment.ended_at is not None:
        return False
    found = db.session.scalars(select(Attempt).where(Attempt.enrolment_id == enrolment.id)).all()
    return any(
        History(quiz, [attempt for attempt in found if attempt.quiz == quiz.key]).is_used_up
        for quiz in limited
    )


def begin(person: Asker, course: Course) -> Enrolment:
    """Begin the course, go on with it, or begin again when no attempt is left or it was completed.

    It also completes an enrolment whose last missing step was taken out of the course by an edit.
    """
    enrolment = find_enrolment(person, course.key, to_change=True)
    if enrolment is None or enrolment.ended_at is not None:
        return enrol(person, course)
    if is_stuck(enrolment, course):
        return start_again(enrolment, person, course)
    complete_if_met(enrolment, person, course, list_done(enrolment))
    return enrolment
