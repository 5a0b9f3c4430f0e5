"""What a learner has done: read from lesson completions and passed attempts, never stored by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import bindparam, select, union_all

from lms import clock
from lms.accounts.identity import Asker
from lms.courses.model import Course
from lms.extensions import db
from lms.learning.enrolments import OwnEnrolment
from lms.learning.models import Attempt, Completion, Enrolment, LessonCompletion
from lms.learning.queries import latest_completions, open_enrolments
from lms.learning.standing import Standing
from lms.learning.updates import list_missed_by_course
from lms.prepared import Prepared

_DONE = Prepared(
    union_all(
        select(LessonCompletion.lesson).where(LessonCompletion.enrolment_id == bindparam("enrolment")),
        select(Attempt.quiz).where(
            Attempt.enrolment_id == bindparam("enrolment"), Attempt.is_passed.is_(True)
        ),
    )
)


def list_done(enrolment: Enrolment | OwnEnrolment) -> frozenset[str]:
    """The keys of the lessons gone through and the quizzes passed in this enrolment."""
    return frozenset(key for (key,) in _DONE.all(enrolment=enrolment.id))


_LAST_ENROLMENT = (
    select(Enrolment.id)
    .where(Enrolment.person_id == bindparam("person"), Enrolment.course == bindparam("course"))
    .order_by(Enrolment.number.desc())
    .limit(1)
    .cte("last_enrolment")
)
_DONE_IN_LAST = Prepared(
    union_all(
        select(LessonCompletion.lesson)
        .select_from(_LAST_ENROLMENT)
        .outerjoin(LessonCompletion, LessonCompletion.enrolment_id == _LAST_ENROLMENT.c.id),
        select(Attempt.quiz)
        .select_from(_LAST_ENROLMENT)
        .join(Attempt, Attempt.enrolment_id == _LAST_ENROLMENT.c.id)
        .where(Attempt.is_passed.is_(True)),
    )
)


def find_done(person: Asker, course: str) -> frozenset[str] | None:
    """As `list_done`, of the open or last enrolment in this course; None when there has never been one.

    One query for the page that is asked for most, every lesson.
    """
    rows = _DONE_IN_LAST.all(person=person.id, course=course)
    # An enrolment in which nothing is done yet has one row, without a key.
    return frozenset(key for (key,) in rows if key) if rows else None


def get_standing(person: Asker, course: Course, enrolment: Enrolment | None) -> Standing:
    """How the person stands with the course; `enrolment` is their open or last one, if any."""
    latest = db.session.execute(
        latest_completions()
        .where(Completion.person_id == person.id, Completion.course == course.key)
        .with_only_columns(Completion.expires_on, Completion.course_version)
    ).one_or_none()
    missed = list_missed_by_course(person, [course], {course.key: latest.course_version}) if latest else {}
    return Standing(
        course=course,
        today=clock.today(),
        done=list_done(enrolment) if enrolment else frozenset(),
        resume_at=enrolment.resume_at if enrolment and enrolment.ended_at is None else None,
        expires_on=latest.expires_on if latest else None,
        missed=missed.get(course.key, ()),
    )


def list_standings(person: Asker, courses: Sequence[Course]) -> list[Standing]:
    """How the person stands with each of the courses, in a number of queries that does not grow with them."""
    is_own = open_enrolments().where(Enrolment.person_id == person.id)
    enrolments = {enrolment.course: enrolment for enrolment in db.session.scalars(is_own)}
    is_theirs = latest_completions().where(Completion.person_id == person.id)
    completed = {completion.course: completion for completion in db.session.scalars(is_theirs)}
    versions = {key: completion.course_version for key, completion in completed.items()}
    missed = list_missed_by_course(person, courses, versions)
    done = _done_by_enrolment([enrolment.id for enrolment in enrolments.values()])
    standings = []
    for course in courses:
        enrolment, completion = enrolments.get(course.key), completed.get(course.key)
        standings.append(
            Standing(
                course=course,
                today=clock.today(),
                done=done[enrolment.id] if enrolment else frozenset(),
                resume_at=enrolment.resume_at if enrolment else None,
                expires_on=completion.expires_on if completion else None,
                missed=missed.get(course.key, ()),
            )
        )
    return standings


def _done_by_enrolment(ids: list[int]) -> defaultdict[int, frozenset[str]]:
    found: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    if not ids:
        return found
    lessons = select(LessonCompletion.enrolment_id, LessonCompletion.lesson).where(
        LessonCompletion.enrolment_id.in_(ids)
    )
    quizzes = select(Attempt.enrolment_id, Attempt.quiz).where(
        Attempt.enrolment_id.in_(ids), Attempt.is_passed.is_(True)
    )
    for enrolment_id, key in db.session.execute(union_all(lessons, quizzes)):
        found[enrolment_id] |= {key}
    return found
