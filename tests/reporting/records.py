"""What the reports read, put straight into the database."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from lms import clock
from lms.accounts.models import Membership, Organisation, Person
from lms.extensions import db
from lms.learning.models import Completion, Enrolment, Evidence
from tests.cast import make_person

COURSE = "first-steps"
YEAR = timedelta(days=365)


def enrol(person: Person, *, at: datetime | None = None, course: str = COURSE) -> Enrolment:
    """An open enrolment; commits."""
    enrolment = _enrolment(person, at or clock.now(), course)
    db.session.commit()
    return enrolment


def complete(
    person: Person,
    *,
    at: datetime | None = None,
    expires_on: date | None = None,
    evidence: Evidence = Evidence.ONLINE,
    course: str = COURSE,
) -> Completion:
    """A completion of `at` (now), for the organisation of the person's membership today; commits."""
    at = at or clock.now()
    membership = current_membership(person)
    enrolment = None
    if evidence == Evidence.ONLINE:
        enrolment = _enrolment(person, at, course, ended_at=at)
    completion = Completion(
        enrolment=enrolment,
        person_id=person.id,
        course=course,
        course_version=3,
        is_qualifying=True,
        evidence=evidence,
        organisation_id=membership.organisation_id if membership else None,
        membership_id=membership.id if membership else None,
        completed_at=at,
        expires_on=expires_on or (at + 2 * YEAR).date(),
    )
    db.session.add(completion)
    db.session.commit()
    return completion


def leave(person: Person) -> None:
    """End the person's membership; commits."""
    membership = current_membership(person)
    assert membership
    membership.ended_at = clock.now()
    db.session.commit()
    db.session.expire(person)


def move(person: Person, organisation: Organisation) -> None:
    """Leave, and belong to another organisation, confirmed; commits."""
    leave(person)
    db.session.add(Membership(person_id=person.id, organisation_id=organisation.id, confirmed_at=clock.now()))
    db.session.commit()
    db.session.expire(person)


def current_membership(person: Person) -> Membership | None:
    return db.session.query(Membership).filter_by(person_id=person.id, ended_at=None).one_or_none()


def make_people(organisation: Organisation, count: int) -> list[Person]:
    return [make_person(f"Learner{number:03} Tester", organisation) for number in range(count)]


def _enrolment(person: Person, at: datetime, course: str, ended_at: datetime | None = None) -> Enrolment:
    number = db.session.query(Enrolment).filter_by(person_id=person.id, course=course).count() + 1
    enrolment = Enrolment(
        person_id=person.id,
        course=course,
        number=number,
        started_at=at,
        resume_at="quiz",
        active_at=at,
        ended_at=ended_at,
    )
    db.session.add(enrolment)
    db.session.flush()
    return enrolment
