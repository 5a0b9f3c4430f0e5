"""Professionals as rows of the database, inserted in bulk: a statement for each table and batch."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import insert

from lms import clock
from lms.accounts.models import Invitation, Membership, Person, Role
from lms.certificates import issuing
from lms.certificates.codes import make_code
from lms.certificates.models import Certificate
from lms.courses.model import Course
from lms.demo.asking import ask
from lms.demo.invited import Invited
from lms.demo.papers import Issuer, Paper
from lms.demo.practice_rows import write_practices
from lms.demo.practising import practise
from lms.demo.professionals import Attested, Professional, Stay
from lms.demo.sitting import Sitting
from lms.demo.survey_rows import write_surveys
from lms.demo.taking import Taken, version_on
from lms.extensions import Base, db
from lms.learning import validity
from lms.learning.models import Attempt, Completion, Enrolment, Evidence, LessonCompletion, Response

Row = dict[str, Any]
MOST_SURVEYED = 10_000
MOST_PRACTISED = 1_500
Owner = TypeVar("Owner")
Item = TypeVar("Item")


class Writer:
    """Writes professionals, a batch at a time, within the current transaction.

    `organisations` are names by id. Left to chance are only identifiers and the fate of certificates.
    """

    def __init__(
        self,
        organisations: dict[int, str],
        coordinator_id: int | None,
        ends_at: datetime,
        chance: random.Random,
    ) -> None:
        self.organisations = organisations
        self.coordinator_id = coordinator_id
        self.chance = chance
        self.issuer = Issuer(ends_at, chance)
        self.counts: Counter[type[Base]] = Counter()
        self._lead_ids: dict[int, int] = {}
        self._ids: dict[tuple[type[Base], int], int] = {}

    def write(self, people: Sequence[Professional]) -> None:
        self._ids.clear()
        self._insert(Person, [(each, each) for each in people], self._person)
        stays = [(person, stay) for person in people for stay in person.stays]
        for person, stay in stays:
            if stay.is_lead:
                self._lead_ids.setdefault(stay.place.key, self._id(Person, person))
        self._insert(Membership, stays, self._membership)
        taken = [(person, each) for person in people for each in person.taken]
        self._insert(Enrolment, taken, self._enrolment)
        self._write_activity([each for _, each in taken])
        self._write_surveys([each for _, each in taken])
        self._write_practices([each for _, each in taken])
        self._insert(Completion, [pair for pair in taken if pair[1].ended_at], self._recorded)
        attested = [(person, person.attested) for person in people if person.attested]
        self._insert(Completion, attested, self._attested)
        self._write_certificates(people)

    def write_invitations(self, invited: Iterable[Invited]) -> None:
        """After the people: a training lead of each place has sent them."""
        self._insert(Invitation, [(each, each) for each in invited], self._invitation)

    def _write_activity(self, taken: Sequence[Taken]) -> None:
        lessons = [
            {"enrolment_id": self._id(Enrolment, each), "lesson": lesson, "completed_at": at}
            for each in taken
            for lesson, at in each.lessons
        ]
        self._insert_plain(LessonCompletion, lessons)
        sittings = [(each, sitting) for each in taken for sitting in each.sittings]
        self._insert(Attempt, sittings, self._attempt)
        responses = [row for _, sitting in sittings for row in self._responses(sitting)]
        self._insert_plain(Response, responses)

    def _write_surveys(self, taken: Sequence[Taken]) -> None:
        """Of the first ones only: figures of a million people say no more, and would be ten million rows."""
        if self.counts[Enrolment] <= MOST_SURVEYED:
            write_surveys(
                [
                    (self._id(Enrolment, each), each, said)
                    for each in taken
                    for said in ask(each, self.issuer.ends_at, self.chance)
                ]
            )

    def _write_practices(self, taken: Sequence[Taken]) -> None:
        if self.counts[Enrolment] <= MOST_PRACTISED:
            write_practices(
                [
                    (self._id(Enrolment, each), each, done)
                    for each in taken
                    for done in practise(each, self.chance)
                ]
            )

    def _person(self, _: Professional, person: Professional) -> Row:
        return {"email": person.email, "name": person.name, "created_at": person.joined_at}

    def _membership(self, person: Professional, stay: Stay) -> Row:
        place = stay.place.key
        by = self.coordinator_id if stay.is_lead else self._lead_ids.get(place, self.coordinator_id)
        return {
            "person_id": self._id(Person, person),
            "organisation_id": place,
            "role": Role.TRAINING_LEAD if stay.is_lead else Role.LEARNER,
            "started_at": stay.started_at,
            "ended_at": stay.ended_at,
            "confirmed_at": stay.confirmed_at,
            "confirmed_by_id": by if stay.confirmed_at else None,
        }

    def _invitation(self, _: Invited, invited: Invited) -> Row:
        return {
            "organisation_id": invited.place.key,
            "email": invited.email,
            "role": Role.LEARNER,
            "invited_by_id": self._lead_ids[invited.place.key],
            "invited_at": invited.invited_at,
        }

    def _enrolment(self, person: Professional, taken: Taken) -> Row:
        return {
            "person_id": self._id(Person, person),
            "course": taken.course.key,
            "number": taken.number,
            "started_at": taken.started_at,
            "resume_at": taken.resume_at,
            "active_at": taken.active_at,
            "ended_at": taken.ended_at,
        }

    def _attempt(self, taken: Taken, sitting: Sitting) -> Row:
        quiz = sitting.quiz
        return {
            "enrolment_id": self._id(Enrolment, taken),
            "quiz": quiz.key,
            "number": sitting.number,
            "max_attempts": quiz.max_attempts,
            "seed": sitting.seed,
            "course_version": version_on(taken.course, sitting.started_at),
            "revision": quiz.revision,
            "pass_mark": quiz.pass_mark,
            "score_max": len(sitting.given),
            "score_raw": sitting.score,
            "is_passed": sitting.is_passed,
            "started_at": sitting.started_at,
            "submitted_at": sitting.submitted_at,
        }

    def _responses(self, sitting: Sitting) -> list[Row]:
        attempt_id = self._id(Attempt, sitting)
        return [
            {
                "attempt_id": attempt_id,
                "question": given.question.key,
                "position": position,
                "options": given.question.options,
                "chosen": given.chosen,
                "is_correct": given.is_correct,
                "saved_at": given.saved_at,
            }
            for position, given in enumerate(sitting.given, 1)
        ]

    def _recorded(self, person: Professional, taken: Taken) -> Row:
        assert taken.ended_at
        enrolment_id = self._id(Enrolment, taken)
        return self._completion(person, taken.course, taken.ended_at, Evidence.ONLINE, enrolment_id)

    def _attested(self, person: Professional, attested: Attested) -> Row:
        evidence = Evidence.FACE_TO_FACE if attested.is_face_to_face else Evidence.EXTERNAL
        return self._completion(person, attested.course, attested.completed_at, evidence, None)

    def _completion(
        self, person: Professional, course: Course, at: datetime, evidence: Evidence, enrolment_id: int | None
    ) -> Row:
        stay = person.get_stay(at)
        return {
            "enrolment_id": enrolment_id,
            "person_id": self._id(Person, person),
            "course": course.key,
            "course_version": version_on(course, at),
            "is_qualifying": course.qualifying,
            "evidence": evidence,
            "organisation_id": stay.place.key,
            "membership_id": self._id(Membership, stay),
            "completed_at": at,
            "expires_on": validity.last_valid_day(clock.london_date(at), course.valid_months),
        }

    def _write_certificates(self, people: Sequence[Professional]) -> None:
        certificates = [
            self._certificate(person, paper)
            for person in people
            for completed in person.completed_by_course()
            for paper in self.issuer.issue_all(person.name, completed)
        ]
        db.session.add_all(certificates)
        db.session.flush()
        self.counts[Certificate] += len(certificates)
        # The next batch needs their memory.
        for certificate in certificates:
            db.session.expunge(certificate)

    def _certificate(self, person: Professional, paper: Paper) -> Certificate:
        """Built by the rule that builds real ones, but for its dates and its code."""
        taken = paper.taken
        completion = Completion(**self._recorded(person, taken), id=self._id(Completion, taken))
        organisation = self.organisations[completion.organisation_id or 0]
        printed = issuing.Printed(paper.name, taken.course.title, taken.course.minutes, organisation)
        certificate = issuing.build(completion, printed, make_code(self.chance.choice))
        certificate.uuid = self._uuid()
        certificate.issued_at = paper.issued_at
        certificate.replaced_at = paper.replaced_at
        certificate.revoked_at = paper.revoked_at
        certificate.revoked_reason = paper.revoked_reason
        return certificate

    def _insert(
        self,
        model: type[Base],
        pairs: Sequence[tuple[Owner, Item]],
        build: Callable[[Owner, Item], Row],
    ) -> None:
        """Insert a row for each item, with a uuid, and remember the ids that the database gave."""
        if not pairs:
            return
        rows = [{"uuid": self._uuid()} | build(owner, item) for owner, item in pairs]
        table = model.__table__
        # Not in the order of the rows: some databases can then take many at once.
        statement = insert(table).returning(table.c.uuid, table.c.id)  # type: ignore[arg-type]
        ids: dict[UUID, int] = dict(db.session.execute(statement, rows).all())
        for (_, item), row in zip(pairs, rows, strict=True):
            self._ids[model, id(item)] = ids[row["uuid"]]
        self.counts[model] += len(rows)

    def _insert_plain(self, model: type[Base], rows: Sequence[Row]) -> None:
        if rows:
            db.session.execute(insert(model.__table__), rows)  # type: ignore[arg-type]

    def _id(self, model: type[Base], item: object) -> int:
        return self._ids[model, id(item)]

    def _uuid(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)
