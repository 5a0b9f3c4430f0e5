"""Short ways to completions for the tests of the count."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from lms import clock
from lms.accounts.models import Membership, Organisation, Person
from lms.config import Settings
from lms.extensions import db
from lms.learning.models import Completion, Enrolment, Evidence
from lms.partnership.window import Window

numbers = count(1)
WINDOW = Window(Settings().goal_starts_on, Settings().goal_ends_on)
IN_WINDOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def make_learner(organisation: Organisation | None = None, *, is_confirmed: bool = True) -> Person:
    """Somebody new, in this organisation since before the window."""
    person = Person(email=f"learner{next(numbers)}@example.org", name="Nia Osei")
    db.session.add(person)
    if organisation:
        join(person, organisation, is_confirmed=is_confirmed)
    db.session.flush()
    return person


def join(person: Person, organisation: Organisation, *, is_confirmed: bool = True) -> None:
    """Belong to this organisation from now on, and no longer to another."""
    db.session.refresh(person) if person.id else None
    if person.id and person.membership:
        person.membership.ended_at = clock.now()
        db.session.flush()
    confirmed_at = clock.now() if is_confirmed else None
    db.session.add(Membership(person=person, organisation=organisation, confirmed_at=confirmed_at))
    db.session.flush()
    db.session.expire(person)


def complete(
    person: Person,
    at: datetime = IN_WINDOW,
    *,
    course: str = "first-steps",
    is_qualifying: bool = True,
    evidence: Evidence = Evidence.ONLINE,
) -> Completion:
    """A completion at this moment, for the organisation that the person belongs to now; commits."""
    membership = person.membership
    enrolment = None
    if evidence == Evidence.ONLINE:
        enrolment = Enrolment(
            person_id=person.id,
            course=course,
            number=next(numbers),
            resume_at="quiz",
            started_at=at,
            active_at=at,
            ended_at=at,
        )
    completion = Completion(
        enrolment=enrolment,
        person_id=person.id,
        course=course,
        course_version=1,
        is_qualifying=is_qualifying,
        evidence=evidence,
        organisation_id=membership.organisation_id if membership else None,
        membership_id=membership.id if membership else None,
        completed_at=at,
        expires_on=date(2028, 6, 1),
    )
    db.session.add(completion)
    db.session.commit()
    return completion


def train(organisation: Organisation | None, number: int, at: datetime = IN_WINDOW) -> None:
    """So many people of this organisation complete the course."""
    for _ in range(number):
        complete(make_learner(organisation), at)
