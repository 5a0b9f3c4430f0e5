"""When each part of a survey is asked. Pure.

Answers are only worth comparing when they were given at like moments: before anything was learned, soon after
the course, and about three months later.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime, timedelta

from lms.courses.model import Course, Occasion

AFTER_WITHIN = timedelta(days=14)
LATER_FROM = timedelta(days=90)
LATER_UNTIL = timedelta(days=180)


def is_before(course: Course, ended_at: datetime | None, resume_at: str, done: Set[str]) -> bool:
    """Whether an enrolment is still at its beginning: going on, nothing done in it, and no quiz tried."""
    return ended_at is None and not done and resume_at == course.steps[0].key


def find_occasion(completed_at: datetime, now: datetime) -> Occasion | None:
    """What to ask somebody who completed the course then; None between the times and when it is too late."""
    passed = now - completed_at
    if passed < AFTER_WITHIN:
        return "after"
    return "later" if LATER_FROM <= passed < LATER_UNTIL else None
