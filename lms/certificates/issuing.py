"""Issuing certificates, once for each completion, and taking them back. Nothing here is ever overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from lms import clock
from lms.accounts import people, throttling
from lms.accounts.identity import Asker
from lms.accounts.models import Person
from lms.audit.entries import record
from lms.certificates import holding
from lms.certificates.codes import make_code
from lms.certificates.glyphs import check_printable, tidy_text
from lms.certificates.models import Certificate
from lms.courses.model import Course
from lms.errors import InvalidInput, NotAllowed, NotFound
from lms.extensions import db
from lms.learning.models import Completion, Evidence
from lms.web.settings import settings

# The folder below design/ that new certificates are drawn from.
DESIGN = 1
CORRECTIONS = 5
CORRECTIONS_WINDOW = timedelta(days=1)
TOO_MANY_CORRECTIONS = "You have corrected your name many times today. The last one stands for now."
MAX_REASON = 500


@dataclass(frozen=True)
class Printed:
    """What a certificate takes from elsewhere than its completion."""

    name: str
    course_title: str
    minutes: int
    organisation_name: str | None


def parse_printed_name(typed: str) -> str:
    """The name exactly as a certificate prints it. Raises InvalidInput on the field "name"."""
    name = tidy_text(people.parse_name(typed))
    check_printable(name)
    return name


def issue(completion: Completion, course: Course, typed_name: str) -> Certificate:
    """Issue the certificate of a completion recorded here, to the name that the learner confirmed.

    If there is one already, sent from another tab a moment ago, that is returned and nothing is changed.
    Earlier certificates of the same course are replaced by it. Raises InvalidInput for the name, and
    NotAllowed when a later completion of the course has its certificate.
    """
    if completion.evidence != Evidence.ONLINE:
        raise NotFound("We issue certificates for what was learned here.")
    person = _lock_person(completion.person_id)
    if issued := holding.list_certificates_of(completion.id):
        return issued[-1]
    if holding.is_superseded(completion):
        raise NotAllowed("You have a newer certificate for this course.")
    name = parse_printed_name(typed_name)
    people.rename(person, name)
    _replace(_list_live(person, completion.course))
    organisation = completion.organisation
    printed = Printed(name, course.title, course.minutes, organisation.name if organisation else None)
    certificate = _add(completion, printed)
    record("certificates.issued", "certificate", certificate.uuid, actor_id=person.id)
    return certificate


def reissue(certificate: Certificate, typed_name: str) -> Certificate:
    """Correct the name: the completion gets a new certificate with a new code, and the old one is replaced.

    The correction is made to the one that is live now, whichever was on the screen; a name that it shows
    already changes nothing. Raises InvalidInput, NotAllowed when none is live, and TooManyTries.
    """
    name = parse_printed_name(typed_name)
    person = _lock_person(certificate.person_id)
    live = _find_live(certificate.completion_id)
    if live is None:
        raise NotAllowed("This certificate is no longer in use, so its name cannot be corrected.")
    if live.name == name:
        return live
    throttling.check(f"reissue:{person.uuid}", CORRECTIONS, CORRECTIONS_WINDOW, TOO_MANY_CORRECTIONS)
    people.rename(person, name)
    _replace([live])
    printed = Printed(name, live.course_title, live.minutes, live.organisation_name)
    corrected = _add(live.completion, printed)
    record(
        "certificates.reissued",
        "certificate",
        corrected.uuid,
        actor_id=person.id,
        replaces=str(live.uuid),
    )
    return corrected


def revoke(certificate: Certificate, typed_reason: str, by: Asker) -> None:
    """Declare a certificate invalid, for good; it stays on record. Revoked twice, the first reason stands."""
    reason = " ".join(typed_reason.split())
    if not reason:
        raise InvalidInput("reason", "Enter why you are revoking this certificate")
    if len(reason) > MAX_REASON:
        raise InvalidInput("reason", f"The reason must be {MAX_REASON} characters or fewer")
    _lock_person(certificate.person_id)
    db.session.refresh(certificate)
    if certificate.revoked_at is not None:
        return
    certificate.revoked_at, certificate.revoked_reason = clock.now(), reason
    record("certificates.revoked", "certificate", certificate.uuid, actor_id=by.id)
    db.session.flush()


def can_correct(certificate: Certificate) -> bool:
    return certificate.replaced_at is None and certificate.revoked_at is None


def build(completion: Completion, printed: Printed, code: str) -> Certificate:
    """The row of a certificate, not yet added: all that is printed, so that it can be printed again."""
    chosen = settings()
    return Certificate(
        code=code,
        completion_id=completion.id,
        person_id=completion.person_id,
        name=printed.name,
        course_title=tidy_text(printed.course_title),
        course_version=completion.course_version,
        minutes=printed.minutes,
        organisation_name=printed.organisation_name and tidy_text(printed.organisation_name),
        partnership_name=tidy_text(chosen.partnership_name),
        verify_url=f"{chosen.base_url.rstrip('/')}/verify/{code}",
        design=DESIGN,
        completed_on=clock.london_date(completion.completed_at),
        expires_on=completion.expires_on,
    )


def _add(completion: Completion, printed: Printed) -> Certificate:
    certificate = build(completion, printed, make_code())
    db.session.add(certificate)
    db.session.flush()
    return certificate


def _lock_person(person_id: int) -> Person:
    """Let one person's certificates change one at a time: a second tab waits here, then sees the first's."""
    query = select(Person).where(Person.id == person_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _find_live(completion_id: int) -> Certificate | None:
    """At most one, by the index "uq_certificates_live"."""
    return db.session.scalar(
        select(Certificate)
        .where(
            Certificate.completion_id == completion_id,
            Certificate.replaced_at.is_(None),
            Certificate.revoked_at.is_(None),
        )
        .execution_options(populate_existing=True)
    )


def _list_live(person: Person, course: str) -> Sequence[Certificate]:
    query = select(Certificate).join(Certificate.completion)
    return db.session.scalars(
        query.where(
            Certificate.person_id == person.id,
            Completion.course == course,
            Certificate.replaced_at.is_(None),
            Certificate.revoked_at.is_(None),
        )
    ).all()


def _replace(certificates: Sequence[Certificate]) -> None:
    for each in certificates:
        each.replaced_at = clock.now()
    # Before the new row: the index that allows only one live certificate is asked at each statement.
    db.session.flush()
