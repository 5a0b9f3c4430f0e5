"""Filling an empty platform with fictional people, so that every page can be seen full."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select

from lms import clock
from lms.accounts.models import Organisation, OrganisationDomain, Person
from lms.audit.entries import record
from lms.certificates.models import Certificate
from lms.courses import live
from lms.courses.model import Course
from lms.demo.history import History
from lms.demo.invited import list_invited
from lms.demo.places import Place, build_places
from lms.demo.professionals import Professional
from lms.demo.rows import Writer
from lms.demo.seasons import build_season
from lms.errors import DomainError, InvalidInput, NotAllowed
from lms.extensions import db
from lms.learning.models import Completion, Enrolment
from lms.partnership.partner_list import HERTFORDSHIRE, load_partners
from lms.partnership.partners import has_partners, load

PROFESSIONALS = 2000
SEED = 1
BATCH = 1000


@dataclass
class Summary:
    """What was made, and whom to sign in as. An address is None when there is nobody of that kind."""

    professionals: int = 0
    organisations: int = 0
    completed: int = 0
    completions: int = 0
    certificates: int = 0
    lead: str | None = None
    learner: str | None = None

    def render(self) -> str:
        """In words, for the operator."""
        lines = [
            f"Made {self.professionals:,} fictional professionals at {self.organisations} organisations.",
            f"{self.completed:,} of them have completed a course: {self.completions:,} completions,"
            f" {self.certificates:,} certificates.",
        ]
        if self.lead:
            lines.append(f"To sign in as a training lead: lms sign-in-link {self.lead}")
        if self.learner:
            lines.append(f"To sign in as a learner: lms sign-in-link {self.learner}")
        return "\n".join(lines)


def fill(professionals: int = PROFESSIONALS, seed: int = SEED) -> Summary:
    """Fill the database; the same number and seed on the same day give the same people and activity.

    Flushes; the caller commits. Raises NotAllowed when somebody is there already, InvalidInput for a number
    below 1, DomainError when there is no course to take or no organisation to work at.
    """
    if professionals < 1:
        raise InvalidInput("professionals", "There has to be at least one professional.")
    _require_nobody()
    courses = _list_courses()
    names = _open_organisations()
    today = clock.today()
    season, chance = build_season(today), random.Random(f"{seed} {today}")  # noqa: S311 - nothing secret
    places = build_places(names.items(), professionals, season, chance)
    _add_domains(places)
    coordinator_id = db.session.scalar(select(Person.id))
    writer = Writer(names, coordinator_id, season.ends_at, random.Random(f"{seed} {today} rows"))  # noqa: S311
    summary = Summary(organisations=len(places))
    history = History(season, places, courses, chance)
    for batch in _in_batches(history):
        writer.write(batch)
        _count(summary, batch)
    writer.write_invitations(list_invited(places, season, history.addresses, chance))
    summary.completions = writer.counts[Completion]
    summary.certificates = writer.counts[Certificate]
    record("demo.filled", "partnership", None, actor_id=None, professionals=professionals, seed=seed)
    db.session.flush()
    return summary


def _require_nobody() -> None:
    """Fictional people are never mixed with real ones. The first coordinator alone may be there."""
    people = db.session.scalars(select(Person.is_coordinator).limit(2)).all()
    has_learning = db.session.scalar(select(select(Enrolment.id).exists() | select(Completion.id).exists()))
    if len(people) > 1 or not all(people) or has_learning:
        raise NotAllowed(
            "There are people in this database already, so no fictional ones were added to it."
            " For a demonstration set LMS_INSTANCE to an empty folder, and LMS_DATABASE_URL, if you use it,"
            " to an empty database."
        )


def _open_organisations() -> dict[int, str]:
    """Names by id; the partner list is loaded first if no organisation is there."""
    if not has_partners():
        load(load_partners(HERTFORDSHIRE))
    query = select(Organisation.id, Organisation.name).where(Organisation.is_closed.is_(False))
    names = dict(db.session.execute(query).all())
    if not names:
        raise DomainError("All organisations have closed, so nobody can work there.")
    return names


def _list_courses() -> Sequence[Course]:
    """The courses that count towards the goal, the most basic first."""
    courses = [course for course in live.catalogue().list_courses() if course.qualifying and course.steps]
    if not courses:
        raise DomainError("There is no course that counts towards the goal. Run: lms courses check")
    return courses


def _add_domains(places: Iterable[Place]) -> None:
    """Let the fictional addresses tell where somebody works, so that signing up can be tried too."""
    known = set(db.session.scalars(select(OrganisationDomain.domain)))
    db.session.add_all(
        OrganisationDomain(organisation_id=place.key, domain=place.domain)
        for place in places
        if place.domain not in known
    )
    db.session.flush()


def _in_batches(people: Iterable[Professional]) -> Iterator[list[Professional]]:
    """So that a large number does not have to fit into memory."""
    remaining = iter(people)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _count(summary: Summary, people: Iterable[Professional]) -> None:
    for person in people:
        summary.professionals += 1
        summary.completed += person.has_completed
        if summary.lead is None and person.stays[0].is_lead:
            summary.lead = person.email
        is_half_way = bool(person.taken) and person.taken[-1].ended_at is None
        if summary.learner is None and is_half_way and not person.stays[0].is_lead:
            summary.learner = person.email
