"""Sittings of a quiz: keeping what is given, submitting once.

Whoever changes an attempt first locks its enrolment, so that two tabs come one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from lms import clock
from lms.accounts.identity import Asker
from lms.courses.model import Course, Question, Quiz
from lms.errors import DomainError, InvalidInput, NotAllowed
from lms.extensions import db
from lms.learning import marking, own_attempts, requirements
from lms.learning.asking import list_unanswered
from lms.learning.completions import complete_if_met
from lms.learning.enrolments import move_to
from lms.learning.models import Attempt, Enrolment, Response
from lms.learning.own_attempts import OwnAttempt, OwnResponse
from lms.learning.progress import list_done
from lms.learning.responding import is_left_alone, read_response


class QuizChanged(DomainError):
    """The quiz was edited while the attempt was open, so that it can no longer be marked fairly."""

    def __init__(self) -> None:
        super().__init__(
            "This quiz was changed after you started, so this attempt does not count. You can start it again."
        )


class Unanswered(DomainError):
    """Questions without a whole response; `positions` count from 1."""

    def __init__(self, positions: Sequence[int]) -> None:
        super().__init__("Some questions are not answered yet.")
        self.positions = positions


def is_current(attempt: Attempt | OwnAttempt, quiz: Quiz) -> bool:
    """Whether every drawn question is still in the quiz, with what was shown."""
    if attempt.revision == quiz.revision:
        return True
    return all(_is_still_asked(response, quiz.by_key) for response in attempt.responses)


def _is_still_asked(response: Response | OwnResponse, now: Mapping[str, Question]) -> bool:
    question = now.get(response.question)
    if question is None or question.kind == "match":
        # The rows of a match are not kept with the attempt: after any edit nobody can say which they were.
        return False
    return {option.key for option in question.options} == set(response.options)


def require_open(submitted_at: datetime | None, ended_at: datetime | None) -> None:
    """Raises NotAllowed when the attempt was submitted, or its enrolment has ended."""
    if submitted_at is not None:
        raise NotAllowed("You have submitted this attempt already.")
    if ended_at is not None:
        raise NotAllowed("You have started this course again since then. This attempt no longer counts.")


def _require_open(attempt: OwnAttempt, quiz: Quiz) -> None:
    require_open(attempt.submitted_at, attempt.enrolment.ended_at)
    if not is_current(attempt, quiz):
        raise QuizChanged


def save_responses(attempt: OwnAttempt, quiz: Quiz, given: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Keep what the questions' controls sent, by position from 1, in place of what was kept before.

    Questions that are not in `given` are left alone. Returns by position why a response was refused; the
    others are kept. Raises NotAllowed when the attempt takes no more responses, QuizChanged when the quiz
    has outgrown it.
    """
    _require_open(attempt, quiz)
    refused = {}
    for response in attempt.responses:
        if response.position not in given:
            continue
        try:
            _keep(attempt, response, quiz, given[response.position])
        except InvalidInput as error:
            refused[response.position] = str(error)
    move_to(attempt.enrolment, quiz.key)
    return refused


def _keep(attempt: OwnAttempt, response: OwnResponse, quiz: Quiz, given: Sequence[str]) -> None:
    question = quiz.get_question(response.question)
    if is_left_alone(question, given):
        return
    chosen = read_response(question, response.options, given)
    if chosen != response.chosen:
        response.chosen = chosen
        own_attempts.keep(attempt.id, response.question, chosen, clock.now())


def submit(attempt: OwnAttempt, person: Asker, course: Course, quiz: Quiz) -> bool:
    """Mark the attempt, once: submitting it again changes nothing. Says whether that completed the course.

    Raises Unanswered; NotAllowed when its enrolment has ended; QuizChanged when the quiz has outgrown it.
    """
    if attempt.submitted_at is not None:
        return False
    _require_open(attempt, quiz)
    if blank := list_unanswered(attempt, quiz):
        raise Unanswered(blank)
    _mark(attempt, course, quiz)
    if not attempt.is_passed:
        move_to(attempt.enrolment, quiz.key)
        return False
    done = list_done(attempt.enrolment)
    if step := requirements.find_step_after(course, quiz.key, done):
        move_to(attempt.enrolment, step.key)
    if not requirements.are_met(course, done):
        return False
    enrolment = db.session.get_one(Enrolment, attempt.enrolment.id)
    return complete_if_met(enrolment, person, course, done) is not None


def _mark(attempt: OwnAttempt, course: Course, quiz: Quiz) -> None:
    questions = [quiz.get_question(response.question) for response in attempt.responses]
    chosen = {response.question: response.chosen or [] for response in attempt.responses}
    marks = marking.mark(questions, chosen)
    is_passed = marking.has_passed(marks.raw, marks.maximum, attempt.pass_mark)
    own_attempts.mark(attempt, marks.correct, is_passed=is_passed, course=course, quiz=quiz, now=clock.now())
