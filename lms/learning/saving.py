"""Keeping one response the moment it is given, in the background of the page.

The same rules as for a whole page (`lms.learning.attempts`), by prepared statements: it is done a dozen times
a quiz, by everybody, and objects for an attempt and all its responses would be most of what it costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select

from lms import clock
from lms.accounts.identity import Asker
from lms.courses.model import Course, Quiz
from lms.errors import NotFound
from lms.learning import own_attempts
from lms.learning.attempts import QuizChanged, is_current, require_open
from lms.learning.enrolments import OWN_COLUMNS, OwnEnrolment, move_to
from lms.learning.models import Attempt, Enrolment, Response
from lms.learning.responding import is_left_alone, read_response
from lms.prepared import Prepared

# All three rows are locked, the enrolment first as everywhere: whoever waited for another tab then reads what
# that tab has left, and not what was there before.
_LOCK = Prepared(
    select(
        Attempt.id,
        Attempt.revision,
        Attempt.submitted_at,
        Response.question,
        Response.options,
        *OWN_COLUMNS,
    )
    .select_from(Enrolment)
    .join(Enrolment.attempts)
    .join(Attempt.responses)
    .where(
        Attempt.uuid == bindparam("of"),
        Attempt.quiz == bindparam("quiz"),
        Enrolment.person_id == bindparam("person"),
        Enrolment.course == bindparam("course"),
        Response.position == bindparam("at"),
    )
    .with_for_update()
)


def save(person: Asker, course: Course, quiz: Quiz, uuid: UUID, position: int, given: Sequence[str]) -> None:
    """Keep what the controls of the question at `position`, from 1, have sent.

    Raises NotFound for anybody else's attempt and for an unknown position, NotAllowed when the attempt takes
    no more responses, QuizChanged when the quiz has outgrown it, InvalidInput for what is not offered.
    """
    row = _LOCK.first(of=uuid, quiz=quiz.key, person=person.id, course=course.key, at=position)
    if row is None:
        raise NotFound("There is no such question of yours.")
    attempt_id, revision, submitted_at, key, offered, *locked = row
    enrolment = OwnEnrolment(*locked)
    require_open(submitted_at, enrolment.ended_at)
    if revision != quiz.revision and not is_current(own_attempts.get(person, uuid), quiz):
        raise QuizChanged
    question = quiz.get_question(key)
    if is_left_alone(question, given):
        return
    chosen = read_response(question, offered, given)
    own_attempts.keep(attempt_id, key, chosen, clock.now())
    move_to(enrolment, quiz.key)
