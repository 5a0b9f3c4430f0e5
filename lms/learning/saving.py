"""Keeping one response the moment it is given, in the background of the page.

The same rules as for a whole page (`lms.learning.attempts`), in plain SQL: it is done ten times a quiz, by
everybody, and objects for an attempt and all its responses would be most of what it costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select, update

from lms import clock
from lms.accounts.identity import Asker
from lms.courses.model import Course, Quiz
from lms.errors import NotFound
from lms.extensions import db
from lms.learning.attempts import QuizChanged, get_attempt, is_current, require_open
from lms.learning.enrolments import ACTIVE_WITHIN
from lms.learning.models import Attempt, Enrolment, Response
from lms.learning.responding import is_left_alone, read_response

# All three rows are locked, the enrolment first as everywhere: whoever waited for another tab then reads what
# that tab has left, and not what was there before.
_LOCK = (
    select(
        Attempt.id.label("attempt_id"),
        Attempt.quiz,
        Attempt.revision,
        Attempt.submitted_at,
        Response.question,
        Response.options,
        Enrolment.id.label("enrolment_id"),
        Enrolment.course,
        Enrolment.ended_at,
        Enrolment.resume_at,
        Enrolment.active_at,
    )
    .select_from(Enrolment)
    .join(Enrolment.attempts)
    .join(Attempt.responses)
    .where(
        Attempt.uuid == bindparam("of"),
        Enrolment.person_id == bindparam("person"),
        Response.position == bindparam("at"),
    )
    .with_for_update()
)
_KEEP = update(Response).where(
    Response.attempt_id == bindparam("attempt"), Response.question == bindparam("asked")
)
_MOVE = update(Enrolment).where(Enrolment.id == bindparam("enrolment"))


def save(person: Asker, course: Course, quiz: Quiz, uuid: UUID, position: int, given: Sequence[str]) -> None:
    """Keep what the controls of the question at `position`, from 1, have sent.

    Raises NotFound for anybody else's attempt and for an unknown position, NotAllowed when the attempt takes
    no more responses, QuizChanged when the quiz has outgrown it, InvalidInput for what is not offered.
    """
    # By the connection: the session would look for objects to bring up to date.
    connection = db.session.connection()
    asked = connection.execute(_LOCK, {"of": uuid, "person": person.id, "at": position}).one_or_none()
    if asked is None or (asked.course, asked.quiz) != (course.key, quiz.key):
        raise NotFound("There is no such question of yours.")
    require_open(asked.submitted_at, asked.ended_at)
    if asked.revision != quiz.revision and not is_current(get_attempt(person, uuid), quiz):
        raise QuizChanged
    question = quiz.get_question(asked.question)
    if is_left_alone(question, given):
        return
    chosen = read_response(question, asked.options, given)
    now = clock.now()
    where = {"attempt": asked.attempt_id, "asked": asked.question}
    connection.execute(_KEEP, {**where, "chosen": chosen, "saved_at": now})
    # As `enrolments.move_to`, for a row that is locked already.
    if asked.resume_at != quiz.key or now - asked.active_at > ACTIVE_WITHIN:
        moved = {"enrolment": asked.enrolment_id, "resume_at": quiz.key, "active_at": now}
        connection.execute(_MOVE, moved)
