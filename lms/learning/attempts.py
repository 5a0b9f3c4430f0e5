"""Sittings of a quiz: saving each response, submitting once.

Whoever changes an attempt first locks its enrolment, so that two tabs come one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from lms import clock
from lms.accounts.models import Person
from lms.courses.model import Course, Question, Quiz
from lms.errors import DomainError, InvalidInput, NotAllowed, NotFound
from lms.extensions import db
from lms.learning import marking, requirements
from lms.learning.completions import complete_if_met
from lms.learning.enrolments import move_to
from lms.learning.models import Attempt, Enrolment, Response
from lms.learning.progress import list_done

T = TypeVar("T")


class QuizChanged(DomainError):
    """The quiz was edited while the attempt was open, so that it can no longer be marked fairly."""


class Unanswered(DomainError):
    """Questions without a response; `positions` count from 1."""

    def __init__(self, positions: Sequence[int]) -> None:
        super().__init__("Some questions are not answered yet.")
        self.positions = positions


# Each question's page asks these: they are put together once.
_IS_OWN = (Attempt.uuid == bindparam("uuid"), Enrolment.person_id == bindparam("person"))
_OWN = (
    select(Attempt)
    .join(Attempt.enrolment)
    .where(*_IS_OWN)
    .options(contains_eager(Attempt.enrolment), joinedload(Attempt.responses))
)
_LOCK = select(Enrolment).join(Enrolment.attempts).where(*_IS_OWN).with_for_update(of=Enrolment)
_LOCKED = select(Attempt).where(Attempt.uuid == bindparam("uuid")).options(joinedload(Attempt.responses))


def get_attempt(person: Person, uuid: UUID) -> Attempt:
    """The person's own attempt with its enrolment and responses. Raises NotFound for anybody else's."""
    found = db.session.scalars(_OWN, {"uuid": uuid, "person": person.id})
    return _found(found.unique().one_or_none())


def get_attempt_to_change(person: Person, uuid: UUID) -> Attempt:
    """As `get_attempt`; nobody else can change it until the transaction ends."""
    enrolment = _found(db.session.scalar(_LOCK, {"uuid": uuid, "person": person.id}))
    # Read only now: the lock may have waited for another tab that submitted this very attempt.
    attempt = _found(db.session.scalars(_LOCKED, {"uuid": uuid}).unique().one_or_none())
    set_committed_value(attempt, "enrolment", enrolment)
    return attempt


def _found(found: T | None) -> T:
    if found is None:
        raise NotFound("There is no such attempt of yours.")
    return found


def list_attempts(enrolment: Enrolment, quiz: str) -> Sequence[Attempt]:
    """Every attempt of the quiz with this key, in order; an open one is the last."""
    query = (
        select(Attempt)
        .where(Attempt.enrolment_id == enrolment.id, Attempt.quiz == quiz)
        .order_by(Attempt.number)
    )
    return db.session.scalars(query).all()


def find_open_attempt(enrolment: Enrolment, quiz: str) -> Attempt | None:
    """The attempt of the quiz with this key that has not been submitted, with its responses."""
    query = (
        select(Attempt)
        .where(Attempt.enrolment_id == enrolment.id, Attempt.quiz == quiz, Attempt.submitted_at.is_(None))
        .options(joinedload(Attempt.responses))
    )
    return db.session.scalars(query).unique().one_or_none()


def is_current(attempt: Attempt, quiz: Quiz) -> bool:
    """Whether every drawn question is still in the quiz, with the options that were shown."""
    now = {question.key: {option.key for option in question.options} for question in quiz.questions}
    return all(now.get(response.question) == set(response.options) for response in attempt.responses)


def find_unanswered(attempt: Attempt, after: int = 0) -> int | None:
    """The position of the first question after `after` without a response; positions count from 1."""
    return next(
        (each.position for each in attempt.responses if each.chosen is None and each.position > after), None
    )


def save_response(attempt: Attempt, quiz: Quiz, position: int, chosen: Sequence[str]) -> None:
    """Keep what was chosen for the question at `position`, in place of what was chosen before.

    Raises NotAllowed when the attempt no longer takes responses, QuizChanged when the quiz has outgrown it,
    InvalidInput for nothing, too much or an option that was not offered, NotFound for an unknown position.
    """
    _require_open(attempt, quiz)
    response = get_response(attempt, position)
    _check_chosen(quiz.get_question(response.question), response.options, chosen)
    response.chosen = [key for key in response.options if key in chosen]
    response.saved_at = clock.now()
    move_to(attempt.enrolment, quiz.key)
    db.session.flush()


def get_response(attempt: Attempt, position: int) -> Response:
    """The response at a position, from 1. Raises NotFound."""
    if not 1 <= position <= len(attempt.responses):
        raise NotFound("There is no such question.")
    return attempt.responses[position - 1]


def _check_chosen(question: Question, offered: Sequence[str], chosen: Sequence[str]) -> None:
    if not chosen:
        several = question.kind == "several"
        raise InvalidInput("chosen", "Select at least one option" if several else "Select one option")
    if not set(chosen) <= set(offered):
        raise InvalidInput("chosen", "Select from the options on this page")
    if question.kind == "single" and len(set(chosen)) > 1:
        raise InvalidInput("chosen", "Select one option only")


def _require_open(attempt: Attempt, quiz: Quiz) -> None:
    if attempt.submitted_at is not None:
        raise NotAllowed("You have submitted this attempt already.")
    if attempt.enrolment.ended_at is not None:
        raise NotAllowed("You have started this course again since then. This attempt no longer counts.")
    if not is_current(attempt, quiz):
        raise QuizChanged(
            "This quiz was changed after you started, so this attempt does not count. You can start it again."
        )


def submit(attempt: Attempt, person: Person, course: Course, quiz: Quiz) -> None:
    """Mark the attempt, once: submitting it again changes nothing. May complete the course.

    Raises Unanswered; NotAllowed when its enrolment has ended; QuizChanged when the quiz has outgrown it.
    """
    if attempt.submitted_at is not None:
        return
    _require_open(attempt, quiz)
    if blank := [each.position for each in attempt.responses if each.chosen is None]:
        raise Unanswered(blank)
    _mark(attempt, course, quiz)
    enrolment = attempt.enrolment
    if not attempt.is_passed:
        move_to(enrolment, quiz.key)
        return
    done = list_done(enrolment)
    if step := requirements.find_step_after(course, quiz.key, done):
        move_to(enrolment, step.key)
    complete_if_met(enrolment, person, course, done)


def _mark(attempt: Attempt, course: Course, quiz: Quiz) -> None:
    """Write down the marks, and which version of the content they were given by."""
    questions = [quiz.get_question(response.question) for response in attempt.responses]
    chosen = {response.question: response.chosen or [] for response in attempt.responses}
    marks = marking.mark(questions, chosen)
    for response in attempt.responses:
        response.is_correct = marks.correct[response.question]
    attempt.score_raw = marks.raw
    attempt.is_passed = marking.has_passed(marks.raw, marks.maximum, attempt.pass_mark)
    attempt.course_version, attempt.revision = course.version, quiz.revision
    attempt.submitted_at = clock.now()
    db.session.flush()
