"""Completions to certify, without the walk through a course that leads to one."""

from __future__ import annotations

from datetime import datetime, timedelta

from lms import clock
from lms.accounts.models import Person
from lms.certificates import issuing
from lms.certificates.models import Certificate
from lms.courses import live
from lms.extensions import db
from lms.learning.models import Completion, Enrolment, Evidence
from lms.learning.validity import last_valid_day

COURSE = "first-steps"


def make_completion(
    person: Person, at: datetime | None = None, course: str = COURSE, evidence: Evidence = Evidence.ONLINE
) -> Completion:
    """The person completed the course at that moment (now, unless given); commits."""
    at = at or clock.now()
    number = db.session.query(Enrolment).filter_by(person_id=person.id, course=course).count() + 1
    enrolment = Enrolment(
        person_id=person.id, course=course, number=number, resume_at="quiz", started_at=at, ended_at=at
    )
    db.session.add(enrolment)
    db.session.flush()
    membership = person.membership
    completion = Completion(
        enrolment_id=enrolment.id,
        person_id=person.id,
        course=course,
        course_version=3,
        is_qualifying=True,
        evidence=evidence,
        organisation_id=membership.organisation_id if membership else None,
        membership_id=membership.id if membership else None,
        completed_at=at,
        expires_on=last_valid_day(clock.london_date(at), 24),
    )
    db.session.add(completion)
    db.session.commit()
    return completion


def make_earlier_completion(person: Person, **ago: float) -> Completion:
    """`make_earlier_completion(alice, days=700)`"""
    return make_completion(person, clock.now() - timedelta(**ago))


def certify(completion: Completion, name: str | None = None) -> Certificate:
    """Issue the certificate of the completion; commits."""
    course = live.catalogue().get_course(completion.course)
    certificate = issuing.issue(completion, course, name or completion.person.name)
    db.session.commit()
    return certificate
