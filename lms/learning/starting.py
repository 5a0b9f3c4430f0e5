"""Starting an attempt: one open at a time, and no more of them than allowed. The database enforces both."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import bindparam, insert
from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.accounts.identity import Asker
from lms.courses.model import Course, Quiz
from lms.errors import NotAllowed
from lms.learning import own_attempts
from lms.learning.attempts import is_current
from lms.learning.drawing import DrawnQuestion, draw
from lms.learning.enrolments import OwnEnrolment, move_to
from lms.learning.models import Attempt, Response
from lms.prepared import Prepared, savepoint

SEEDS = 2**31
_ADD = Prepared(
    insert(Attempt)
    .values(
        uuid=bindparam("as_uuid"),
        enrolment_id=bindparam("enrolment"),
        quiz=bindparam("key"),
        number=bindparam("as_number"),
        max_attempts=bindparam("most"),
        seed=bindparam("from_seed"),
        course_version=bindparam("version"),
        revision=bindparam("of"),
        pass_mark=bindparam("to_pass"),
        score_max=bindparam("questions"),
        started_at=bindparam("now"),
    )
    .returning(Attempt.id)
)
_ADD_RESPONSE = Prepared(
    insert(Response).values(
        attempt_id=bindparam("attempt"),
        position=bindparam("place"),
        question=bindparam("asked"),
        options=bindparam("shown"),
    )
)


class Started(NamedTuple):
    """The attempt that goes on now, for its address."""

    uuid: UUID
    quiz: str


def start(person: Asker, enrolment: OwnEnrolment, course: Course, quiz: Quiz) -> Started:
    """Start an attempt with questions drawn afresh, or go on with the open one.

    An open attempt that the quiz has outgrown is discarded first. Raises NotAllowed when the quiz has been
    passed, when no attempt is left, or when the enrolment has ended.
    """
    if enrolment.ended_at is not None:
        raise NotAllowed("You have finished this course. To take the quiz again, start the course again.")
    before = own_attempts.list_of(enrolment, quiz.key)
    if any(each.is_passed for each in before):
        raise NotAllowed("You have passed this quiz already.")
    move_to(enrolment, quiz.key)
    if last := own_attempts.find_open(person, before):
        if is_current(last, quiz):
            return Started(last.uuid, quiz.key)
        own_attempts.discard(last)
        before.pop()
    return _begin(enrolment, course, quiz, before[-1].number + 1 if before else 1)


def _begin(enrolment: OwnEnrolment, course: Course, quiz: Quiz, number: int) -> Started:
    seed, uuid = secrets.randbelow(SEEDS), uuid4()
    drawn = draw(quiz, seed)
    try:
        with savepoint():
            added = _ADD.first(
                as_uuid=uuid,
                enrolment=enrolment.id,
                key=quiz.key,
                as_number=number,
                most=quiz.max_attempts,
                from_seed=seed,
                version=course.version,
                of=quiz.revision,
                to_pass=quiz.pass_mark,
                questions=len(drawn),
                now=clock.now(),
            )
            assert added
            _add_responses(added[0], drawn)
    except IntegrityError:
        # Either another tab has just started one, which is then the one, or the limit is reached.
        for other in own_attempts.list_of(enrolment, quiz.key):
            if other.submitted_at is None:
                return Started(other.uuid, quiz.key)
        raise NotAllowed("You have used all your attempts of this quiz.") from None
    return Started(uuid, quiz.key)


def _add_responses(attempt: int, drawn: Sequence[DrawnQuestion]) -> None:
    """An empty one for each question."""
    _ADD_RESPONSE.run_each(
        {"attempt": attempt, "place": place, "asked": question.key, "shown": list(question.options)}
        for place, question in enumerate(drawn, 1)
    )
