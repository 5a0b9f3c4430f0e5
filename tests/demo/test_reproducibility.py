"""The same seed on the same day gives the same rows, down to the last identifier."""

from __future__ import annotations

import hashlib
import re

from lms.accounts.models import Invitation, Membership, Organisation, Person
from lms.certificates.models import Certificate
from lms.learning.models import Attempt, Completion, Enrolment, LessonCompletion, Response
from lms.learning.survey_models import SurveyAnswer, SurveyConfidence, SurveyResponse
from tests.conftest import MovedClock
from tests.demo.conftest import Fill, rows_of

# What the database or the partner list chooses: everything else is the demonstration's own.
NUMBERED_BY_THE_DATABASE = re.compile(r"(.*_)?id")
FILLED = (
    Person,
    Membership,
    Enrolment,
    LessonCompletion,
    Attempt,
    Response,
    Completion,
    Certificate,
    Invitation,
    SurveyResponse,
    SurveyConfidence,
    SurveyAnswer,
)


def _fingerprint() -> str:
    names = {row["id"]: row["name"] for row in rows_of(Organisation)}
    told = [
        (model.__name__, names.get(row.get("organisation_id", 0)), _own(row))
        for model in FILLED
        for row in rows_of(model)
    ]
    return hashlib.sha256("\n".join(sorted(map(repr, told))).encode()).hexdigest()


def _own(row: dict[str, object]) -> list[tuple[str, object]]:
    return [(name, value) for name, value in row.items() if not NUMBERED_BY_THE_DATABASE.fullmatch(name)]


def test_the_same_seed_gives_the_same_rows(fill_afresh: Fill, moved_clock: MovedClock):
    fill_afresh(50, 7)
    first = _fingerprint()
    moved_clock.move(hours=3)
    fill_afresh(50, 7)
    assert _fingerprint() == first


def test_another_seed_gives_other_people(fill_afresh: Fill):
    fill_afresh(50, 7)
    first = {row["name"] for row in rows_of(Person)}
    fill_afresh(50, 8)
    assert {row["name"] for row in rows_of(Person)} != first


def test_another_seed_gives_other_verification_codes(fill_afresh: Fill):
    fill_afresh(50, 7)
    first = {row["code"] for row in rows_of(Certificate)}
    fill_afresh(50, 8)
    assert first.isdisjoint(row["code"] for row in rows_of(Certificate))


def test_one_professional_is_enough(fill_afresh: Fill):
    assert fill_afresh(1, 1).professionals == 1
