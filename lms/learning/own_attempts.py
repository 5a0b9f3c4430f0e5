"""An attempt as its learner's pages need it: values, read and written by prepared statements.

The tables are in `lms.learning.models`. Objects of an attempt and of all its responses would be most of what
a page of a quiz costs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update

from lms.accounts.identity import Asker
from lms.courses.model import Course, Quiz
from lms.errors import NotFound
from lms.learning.enrolments import OWN_COLUMNS, OwnEnrolment
from lms.learning.models import Attempt, Enrolment, Response
from lms.prepared import Prepared


@dataclass
class OwnResponse:
    """What was given to one question: the keys of its options as they were shown, and those chosen."""

    position: int
    question: str
    options: list[str]
    chosen: list[str] | None = None
    is_correct: bool | None = None


@dataclass
class OwnAttempt:
    """An attempt with the enrolment that it belongs to, as it was read, and its responses in order."""

    enrolment: OwnEnrolment
    responses: list[OwnResponse]
    id: int
    uuid: UUID
    quiz: str
    number: int
    revision: str
    pass_mark: float
    score_max: int
    score_raw: int | None
    is_passed: bool | None
    submitted_at: datetime | None
    course: str


class AttemptSoFar(NamedTuple):
    """An attempt without its questions, for what has become of a quiz so far."""

    uuid: UUID
    quiz: str
    number: int
    score_raw: int | None
    score_max: int
    is_passed: bool | None
    submitted_at: datetime | None


_SO_FAR = Prepared(
    select(
        Attempt.uuid,
        Attempt.quiz,
        Attempt.number,
        Attempt.score_raw,
        Attempt.score_max,
        Attempt.is_passed,
        Attempt.submitted_at,
    )
    .where(Attempt.enrolment_id == bindparam("enrolment"), Attempt.quiz == bindparam("key"))
    .order_by(Attempt.number)
)
_IS_OWN = (Attempt.uuid == bindparam("uuid"), Enrolment.person_id == bindparam("person"))
_READ = (
    select(
        *OWN_COLUMNS,
        Attempt.id,
        Attempt.uuid,
        Attempt.quiz,
        Attempt.number,
        Attempt.revision,
        Attempt.pass_mark,
        Attempt.score_max,
        Attempt.score_raw,
        Attempt.is_passed,
        Attempt.submitted_at,
        Enrolment.course,
    )
    .select_from(Enrolment)
    .join(Enrolment.attempts)
    .where(*_IS_OWN)
)
_OWN = Prepared(_READ)
# Both rows are locked, the enrolment first as everywhere: whoever waited for another tab then reads what that
# tab has left of either.
_OWN_TO_CHANGE = Prepared(_READ.with_for_update())
_RESPONSES = Prepared(
    select(Response.position, Response.question, Response.options, Response.chosen, Response.is_correct)
    .where(Response.attempt_id == bindparam("attempt"))
    .order_by(Response.position)
)
_KEEP = Prepared(
    update(Response)
    .where(Response.attempt_id == bindparam("attempt"), Response.question == bindparam("asked"))
    .values(chosen=bindparam("given"), saved_at=bindparam("now"))
)
_MARK_RESPONSE = Prepared(
    update(Response)
    .where(Response.attempt_id == bindparam("attempt"), Response.question == bindparam("asked"))
    .values(is_correct=bindparam("correct"))
)
_MARK = Prepared(
    update(Attempt)
    .where(Attempt.id == bindparam("attempt"))
    .values(
        score_raw=bindparam("raw"),
        is_passed=bindparam("passed"),
        course_version=bindparam("version"),
        revision=bindparam("of"),
        submitted_at=bindparam("now"),
    )
)
_FORGET_RESPONSES = Prepared(delete(Response).where(Response.attempt_id == bindparam("attempt")))
_FORGET = Prepared(delete(Attempt).where(Attempt.id == bindparam("attempt")))


def list_of(enrolment: Enrolment | OwnEnrolment, quiz: str) -> list[AttemptSoFar]:
    """Every attempt of the quiz with this key, in order; an open one is the last."""
    return [AttemptSoFar._make(row) for row in _SO_FAR.all(enrolment=enrolment.id, key=quiz)]


def find_open(person: Asker, attempts: Sequence[AttemptSoFar]) -> OwnAttempt | None:
    """The one of a quiz's attempts that has not been submitted, with its responses."""
    if not attempts or attempts[-1].submitted_at is not None:
        return None
    # Another tab may have submitted or discarded it in the meantime.
    own = _find(_OWN, person, attempts[-1].uuid)
    return own if own and own.submitted_at is None else None


def get(person: Asker, uuid: UUID) -> OwnAttempt:
    """Raises NotFound for anybody else's."""
    return _require(_find(_OWN, person, uuid))


def get_to_change(person: Asker, uuid: UUID) -> OwnAttempt:
    """As `get`; nobody else can change it until the transaction ends."""
    return _require(_find(_OWN_TO_CHANGE, person, uuid))


def _require(found: OwnAttempt | None) -> OwnAttempt:
    if found is None:
        raise NotFound("There is no such attempt of yours.")
    return found


def _find(own: Prepared, person: Asker, uuid: UUID) -> OwnAttempt | None:
    row = own.first(uuid=uuid, person=person.id)
    if row is None:
        return None
    responses = [OwnResponse(*each) for each in _RESPONSES.all(attempt=row[len(OWN_COLUMNS)])]
    locked = OwnEnrolment(*row[: len(OWN_COLUMNS)])
    return OwnAttempt(locked, responses, *row[len(OWN_COLUMNS) :])


def keep(attempt: int, question: str, chosen: list[str] | None, now: datetime) -> None:
    """Keep a response to a question of the attempt with this id."""
    _KEEP.run(attempt=attempt, asked=question, given=chosen, now=now)


def mark(
    attempt: OwnAttempt,
    correct: Mapping[str, bool],
    *,
    is_passed: bool,
    course: Course,
    quiz: Quiz,
    now: datetime,
) -> None:
    """Write down which questions were right, by their keys, and which version of the content that goes by."""
    for response in attempt.responses:
        response.is_correct = correct[response.question]
    _MARK_RESPONSE.run_each(
        {"attempt": attempt.id, "asked": key, "correct": is_right} for key, is_right in correct.items()
    )
    attempt.score_raw, attempt.is_passed = sum(correct.values()), is_passed
    attempt.revision, attempt.submitted_at = quiz.revision, now
    _MARK.run(
        attempt=attempt.id,
        raw=attempt.score_raw,
        passed=is_passed,
        version=course.version,
        of=quiz.revision,
        now=now,
    )


def discard(attempt: OwnAttempt) -> None:
    """Take back an open attempt: it never counted, and its number is free again."""
    _FORGET_RESPONSES.run(attempt=attempt.id)
    _FORGET.run(attempt=attempt.id)
