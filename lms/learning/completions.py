"""Recording that a course's requirements were met, with what was true on that day."""

from __future__ import annotations

from collections.abc import Set

from sqlalchemy import select

from lms import clock
from lms.accounts.identity import Asker
from lms.audit import entries
from lms.courses.model import Course
from lms.errors import NotFound
from lms.extensions import db
from lms.jobs import queue
from lms.learning import requirements, validity
from lms.learning.models import Completion, Enrolment
from lms.learning.queries import latest_completions
from lms.learning.survey_timing import LATER_FROM


def complete_if_met(enrolment: Enrolment, person: Asker, course: Course, done: Set[str]) -> Completion | None:
    """End the enrolment with a completion once all is done, and queue what follows; else None.

    `done` are the steps done in it, as `progress.list_done` has them. The version is the course's of today,
    the organisation the person's of now, confirmed or not.
    """
    if enrolment.ended_at is not None or not requirements.are_met(course, done):
        return None
    now = clock.now()
    membership = person.membership
    completion = Completion(
        enrolment_id=enrolment.id,
        person_id=person.id,
        course=course.key,
        course_version=course.version,
        is_qualifying=course.qualifying,
        organisation_id=membership.organisation_id if membership else None,
        membership_id=membership.id if membership else None,
        completed_at=now,
        expires_on=validity.last_valid_day(clock.london_date(now), course.valid_months),
    )
    enrolment.ended_at = enrolment.active_at = now
    db.session.add(completion)
    db.session.flush()
    detail = {"course": course.key, "version": course.version}
    entries.record("completions.recorded", "completion", completion.uuid, actor_id=person.id, **detail)
    queue.enqueue("learning.completed", {"completion_id": completion.id})
    if course.survey:
        queue.enqueue("learning.survey_due", {"completion_id": completion.id}, due_at=now + LATER_FROM)
    return completion


def find_completion(enrolment: Enrolment) -> Completion | None:
    return db.session.scalar(select(Completion).where(Completion.enrolment_id == enrolment.id))


def find_latest_completion(person: Asker, course: Course) -> Completion | None:
    own = latest_completions().where(Completion.person_id == person.id, Completion.course == course.key)
    return db.session.scalar(own)


def get_latest_completion(person: Asker, course: Course) -> Completion:
    """Raises NotFound when the person has not completed the course."""
    completion = find_latest_completion(person, course)
    if completion is None:
        raise NotFound("You have not completed this course.")
    return completion
