"""What a person holds, what they may still get, and who may see a certificate of somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, exists, or_, select, true, tuple_
from sqlalchemy.orm import aliased, contains_eager, joinedload

from lms.accounts import access
from lms.accounts.identity import Asker
from lms.accounts.models import Organisation
from lms.certificates.models import Certificate
from lms.courses.model import Course
from lms.errors import NotFound
from lms.extensions import db
from lms.learning.missed_updates import list_missed
from lms.learning.models import Completion, Evidence


@dataclass(frozen=True)
class Label:
    """Whose completion of which day a certificate is about."""

    name: str
    completed_on: date


# Built once: opening a kept file again costs little else.
_OWN_LABEL = select(Certificate.name, Certificate.completed_on).where(
    Certificate.uuid == bindparam("uuid"), Certificate.person_id == bindparam("person_id")
)


def list_certificates(person: Asker) -> Sequence[Certificate]:
    """All that the person was ever issued, the newest first."""
    own = select(Certificate).where(Certificate.person_id == person.id)
    return db.session.scalars(own.order_by(Certificate.issued_at.desc(), Certificate.id.desc())).all()


def list_certificates_of(completion_id: int) -> Sequence[Certificate]:
    """The certificates of one completion, in the order of their issue: each replaced the one before."""
    query = select(Certificate).where(Certificate.completion_id == completion_id).order_by(Certificate.id)
    return db.session.scalars(query).all()


def list_due_completions(person: Asker) -> Sequence[Completion]:
    """The completions that the person can get a certificate for, the newest first."""
    query = _due_completions(person).order_by(Completion.completed_at.desc(), Completion.id.desc())
    return db.session.scalars(query).all()


def get_own_completion(person: Asker, uuid: UUID) -> Completion:
    """A completion recorded here, of this person. Raises NotFound."""
    own = select(Completion).where(
        Completion.uuid == uuid, Completion.person_id == person.id, Completion.evidence == Evidence.ONLINE
    )
    completion = db.session.scalar(own.options(joinedload(Completion.organisation)))
    if completion is None:
        raise NotFound("There is no such completion of yours.")
    return completion


def get_certificate(person: Asker, uuid: UUID) -> Certificate:
    """A certificate that is the person's own, or of someone whose completions they may see.

    That is decided by the organisation of the day of completion, which the completion pins. Raises NotFound.
    """
    query = select(Certificate).join(Certificate.completion).where(Certificate.uuid == uuid, _sees(person))
    return _one(query.options(contains_eager(Certificate.completion)))


def get_label(person: Asker, uuid: UUID) -> Label:
    """What the file of a certificate that the person may see is called by. Raises NotFound."""
    own = db.session.execute(_OWN_LABEL, {"uuid": uuid, "person_id": person.id}).one_or_none()
    if own:
        return Label(own.name, own.completed_on)
    certificate = get_certificate(person, uuid)
    return Label(certificate.name, certificate.completed_on)


def get_own_certificate(person: Asker, uuid: UUID) -> Certificate:
    """Raises NotFound for a certificate of anybody else."""
    query = select(Certificate).where(Certificate.uuid == uuid, Certificate.person_id == person.id)
    return _one(query.options(joinedload(Certificate.completion)))


def get_certificate_to_revoke(person: Asker, uuid: UUID) -> Certificate:
    """Any certificate, for a coordinator; NotFound for everybody else."""
    access.require_coordinator(person)
    return get_certificate(person, uuid)


def find_day_of_change(certificate: Certificate, courses: Iterable[Course]) -> date | None:
    """When the course has last changed since the version of the certificate; None if it has not."""
    taken = [course for course in courses if course.key == certificate.completion.course]
    missed = [each for course in taken for each in list_missed(course, certificate.course_version, {})]
    return max((each.changed_on for each in missed), default=None)


def is_superseded(completion: Completion) -> bool:
    """Whether a later completion of the same course has a certificate already."""
    return bool(
        db.session.scalar(
            select(_has_later_certificate()).select_from(Completion).where(Completion.id == completion.id)
        )
    )


def _due_completions(person: Asker) -> Select[Completion]:
    return select(Completion).where(
        Completion.person_id == person.id,
        Completion.evidence == Evidence.ONLINE,
        ~exists().where(Certificate.completion_id == Completion.id),
        ~_has_later_certificate(),
    )


def _has_later_certificate() -> ColumnElement[bool]:
    later = aliased(Completion)
    return exists().where(
        later.person_id == Completion.person_id,
        later.course == Completion.course,
        tuple_(later.completed_at, later.id) > tuple_(Completion.completed_at, Completion.id),
        Certificate.completion_id == later.id,
    )


def _sees(person: Asker) -> ColumnElement[bool]:
    if person.is_coordinator:
        return true()
    answered_for = access.organisations(person).with_only_columns(Organisation.id).order_by(None)
    return or_(Certificate.person_id == person.id, Completion.organisation_id.in_(answered_for))


def _one(query: Select[Certificate]) -> Certificate:
    certificate = db.session.scalar(query)
    if certificate is None:
        raise NotFound("There is no such certificate that you can see.")
    return certificate
