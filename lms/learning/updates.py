"""Offering what has changed to those who completed a course before, and recording that they read it.

What was earned stays earned: nothing here touches a completion or a certificate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.accounts.identity import Asker
from lms.courses.model import Course
from lms.errors import NotFound
from lms.extensions import db
from lms.learning.completions import get_latest_completion
from lms.learning.missed_updates import MissedUpdate, list_missed
from lms.learning.models import Completion
from lms.learning.queries import latest_completions
from lms.learning.update_models import CourseUpdateReading


def list_missed_by_course(
    person: Asker, courses: Iterable[Course], completed: Mapping[str, int]
) -> dict[str, list[MissedUpdate]]:
    """By the course's key, what has changed since the person completed it; courses without are left out.

    `completed` has the version that their latest completion pinned. Asks the database only when there is
    something to show.
    """
    changed = [
        course
        for course in courses
        if course.key in completed and course.list_updates_since(completed[course.key])
    ]
    read = _find_readings(person, [course.key for course in changed])
    return {course.key: list_missed(course, completed[course.key], read[course.key]) for course in changed}


def list_missed_by_completion(person: Asker, courses: Sequence[Course]) -> dict[int, list[MissedUpdate]]:
    """The same by the id of the completion that counts today: of each course the person's latest."""
    own = latest_completions().where(Completion.person_id == person.id)
    latest = db.session.scalars(own).all()
    missed = list_missed_by_course(person, courses, {each.course: each.course_version for each in latest})
    return {each.id: missed[each.course] for each in latest if each.course in missed}


def list_missed_of_course(person: Asker, course: Course) -> list[MissedUpdate]:
    """Raises NotFound when the person has not completed the course."""
    completed = {course.key: get_latest_completion(person, course).course_version}
    return list_missed_by_course(person, [course], completed).get(course.key, [])


def get_missed(person: Asker, course: Course, version: int) -> MissedUpdate:
    """Raises NotFound unless the person's latest completion is older than this version of the course."""
    for missed in list_missed_of_course(person, course):
        if missed.version == version:
            return missed
    raise NotFound("There is no such change since you completed this course.")


def mark_as_read(person: Asker, missed: MissedUpdate) -> None:
    """Record that the person has read it; read twice, or in two tabs at once, the first time stands."""
    if missed.read_at is not None:
        return
    reading = CourseUpdateReading(person_id=person.id, course=missed.course.key, version=missed.version)
    try:
        with db.session.begin_nested():
            db.session.add(reading)
    except IntegrityError:
        return


def _find_readings(person: Asker, courses: Sequence[str]) -> defaultdict[str, dict[int, datetime]]:
    found: defaultdict[str, dict[int, datetime]] = defaultdict(dict)
    if not courses:
        return found
    query = select(CourseUpdateReading).where(
        CourseUpdateReading.person_id == person.id, CourseUpdateReading.course.in_(courses)
    )
    for reading in db.session.scalars(query):
        found[reading.course][reading.version] = reading.read_at
    return found
