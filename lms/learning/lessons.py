"""Going through lessons."""

from __future__ import annotations

from sqlalchemy import bindparam, insert

from lms import clock
from lms.accounts.identity import Asker
from lms.courses.model import Course, Step
from lms.extensions import db
from lms.learning import requirements
from lms.learning.completions import complete_if_met
from lms.learning.enrolments import lock, move_to
from lms.learning.models import Enrolment, LessonCompletion
from lms.learning.progress import list_done
from lms.prepared import Prepared

_COMPLETE = Prepared(
    insert(LessonCompletion).values(
        enrolment_id=bindparam("enrolment"), lesson=bindparam("key"), completed_at=bindparam("now")
    )
)


def complete_lesson(person: Asker, course: Course, lesson: str) -> Step | None:
    """Record that a lesson, "module/lesson", was gone through; returns the step that comes next.

    None means that the course has just been completed by it. In an enrolment that has ended nothing is
    recorded: the lessons stay open to read. Raises NotFound when the person has never begun the course.
    """
    enrolment = lock(person, course.key)
    done = list_done(enrolment)
    if enrolment.ended_at is None and lesson not in done:
        _COMPLETE.run(enrolment=enrolment.id, key=lesson, now=clock.now())
        done |= {lesson}
    step = requirements.find_step_after(course, lesson, done)
    if step:
        move_to(enrolment, step.key)
    if enrolment.ended_at is None and requirements.are_met(course, done):
        complete_if_met(db.session.get_one(Enrolment, enrolment.id), person, course, done)
        return None
    return step
