"""What courses change, as people said and showed before and afterwards: for leads and coordinators."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms.accounts import access
from lms.accounts.current import current_identity
from lms.accounts.identity import Asker
from lms.accounts.models import Organisation
from lms.courses.live import catalogue
from lms.courses.model import Course
from lms.errors import NotFound
from lms.reporting import columns
from lms.reporting.blueprint import bp
from lms.reporting.confidence import compare
from lms.reporting.exports import export
from lms.reporting.paired import FEWEST


@dataclass(frozen=True)
class Asked:
    """What the reader wants. No `organisation` is the whole partnership; no `course`: none has a survey."""

    organisation: Organisation | None
    courses: list[Course]
    course: Course | None

    @property
    def parameters(self) -> dict[str, str]:
        """The same as parameters of an address."""
        chosen = {"course": self.course.key} if self.course else {}
        return chosen | ({"organisation": str(self.organisation.uuid)} if self.organisation else {})


@bp.get("/reports/confidence")
def confidence() -> str:
    person = current_identity()
    asked = _read(person)
    return render_template(
        "reporting/confidence.html",
        asked=asked,
        organisations=access.list_organisations(person) if person.is_coordinator else [],
        comparisons=compare(asked.organisation, asked.course) if asked.course else [],
        fewest=FEWEST,
    )


@bp.get("/reports/confidence.csv")
def confidence_csv() -> ResponseReturnValue:
    person = current_identity()
    asked = _read(person)
    if asked.course is None:
        raise NotFound("No course asks anything before and after it.")
    rows = chain.from_iterable(compare(asked.organisation, asked.course))
    of = asked.organisation.uuid if asked.organisation else None
    title = f"Confidence {asked.course.title} {asked.organisation.name if asked.organisation else ''}"
    return export(rows, columns.CHANGES, "csv", title=title, of=of, reader=person)


def _read(person: Asker) -> Asked:
    """Raises NotFound for an organisation that is not theirs to see, and for whoever sees no reports."""
    courses = [course for course in catalogue().list_courses() if course.survey]
    wanted = request.args.get("course", "")
    chosen = next((course for course in courses if course.key == wanted), next(iter(courses), None))
    return Asked(_find_organisation(person, request.args.get("organisation", "")), courses, chosen)


def _find_organisation(person: Asker, wanted: str) -> Organisation | None:
    if wanted:
        return access.get_organisation(person, _parse_uuid(wanted))
    if person.is_coordinator:
        return None
    own = access.list_organisations(person)
    if not own:
        raise NotFound("Reports are for training leads and coordinators.")
    return own[0]


def _parse_uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("There is no such organisation.") from None
