"""Taking a course: beginning, going on, and beginning again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value

from lms import clock
from lms.accounts.identity import Asker
from lms.courses.model import Course
from lms.errors import NotFound
from lms.extensions import db
from lms.learning.models import Enrolment
from lms.prepared import Prepared

# How exactly "last active" is known: a learner answering questions need not rewrite the row with each.
ACTIVE_WITHIN = timedelta(minutes=1)
NOT_STARTED = "You have not started this course."


# Asked on every page. A query put together once is answered twice as fast as one put together each time.
# A later enrolment begins only when the one before has ended, so the open one has the highest number.
_LAST = (
    select(Enrolment)
    .where(Enrolment.person_id == bindparam("person"), Enrolment.course == bindparam("course"))
    .order_by(Enrolment.number.desc())
    .limit(1)
)
_LAST_TO_CHANGE = _LAST.with_for_update()
OWN_COLUMNS = (Enrolment.id, Enrolment.resume_at, Enrolment.active_at, Enrolment.ended_at)
_FIND = Prepared(_LAST.with_only_columns(*OWN_COLUMNS))
_LOCK = Prepared(_LAST_TO_CHANGE.with_only_columns(*OWN_COLUMNS))
_MOVE = Prepared(
    update(Enrolment)
    .where(Enrolment.id == bindparam("enrolment"))
    .values(resume_at=bindparam("step"), active_at=bindparam("now"))
)


class OwnEnrolment(NamedTuple):
    """What going on needs of one's enrolment, as `OWN_COLUMNS`; no object for the session to look after."""

    id: int
    resume_at: str
    active_at: datetime
    ended_at: datetime | None


def find_enrolment(person: Asker, course: str, *, to_change: bool = False) -> Enrolment | None:
    """The person's open enrolment in the course with this key, or else the last one that ended.

    With `to_change` nobody else can change the enrolment, or anything below it, until the transaction ends.
    """
    query = _LAST_TO_CHANGE if to_change else _LAST
    return db.session.scalar(query, {"person": person.id, "course": course})


def get_enrolment(person: Asker, course: str, *, to_change: bool = False) -> Enrolment:
    """As `find_enrolment`. Raises NotFound when the person has never begun the course."""
    enrolment = find_enrolment(person, course, to_change=to_change)
    if enrolment is None:
        raise NotFound(NOT_STARTED)
    return enrolment


def find_own(person: Asker, course: str) -> OwnEnrolment | None:
    """As `find_enrolment`, but of its columns those alone that are looked at."""
    row = _FIND.first(person=person.id, course=course)
    return OwnEnrolment._make(row) if row else None


def lock(person: Asker, course: str) -> OwnEnrolment:
    """As `find_own`; nobody else can change it until the transaction ends. Raises NotFound."""
    row = _LOCK.first(person=person.id, course=course)
    if row is None:
        raise NotFound(NOT_STARTED)
    return OwnEnrolment._make(row)


def enrol(person: Asker, course: Course) -> Enrolment:
    """Begin the course, or begin it again after the last enrolment ended; an open enrolment goes on."""
    last = find_enrolment(person, course.key, to_change=True)
    if last and last.ended_at is None:
        return last
    enrolment = Enrolment(
        person_id=person.id,
        course=course.key,
        number=last.number + 1 if last else 1,
        resume_at=course.steps[0].key,
    )
    try:
        with db.session.begin_nested():
            db.session.add(enrolment)
    except IntegrityError:
        # Another tab was faster: the database allows only one open enrolment, and theirs is as good.
        return get_enrolment(person, course.key, to_change=True)
    return enrolment


def start_again(enrolment: Enrolment, person: Asker, course: Course) -> Enrolment:
    """Leave an open enrolment without completing it, and begin a new one with all its attempts."""
    if enrolment.ended_at is None:
        enrolment.ended_at = clock.now()
        db.session.flush()
    return enrol(person, course)


def move_to(enrolment: Enrolment | OwnEnrolment, step: str) -> None:
    """Remember where to go on, on whatever device."""
    if enrolment.ended_at is not None:
        return
    now = clock.now()
    if enrolment.resume_at != step or now - enrolment.active_at > ACTIVE_WITHIN:
        _MOVE.run(enrolment=enrolment.id, step=step, now=now)
        if isinstance(enrolment, Enrolment):
            # What the object holds is made to agree.
            set_committed_value(enrolment, "resume_at", step)
            set_committed_value(enrolment, "active_at", now)
