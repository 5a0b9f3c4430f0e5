"""Pages of an attempt: one for each question, the check before submitting, the result."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.current import current_person
from lms.courses.live import catalogue
from lms.courses.model import Course, Quiz
from lms.errors import InvalidInput, NotAllowed, NotFound
from lms.learning import attempts, progress, requirements, starting
from lms.learning.addresses import attempt_url, quiz_url
from lms.learning.blueprint import bp
from lms.learning.marking import marks_needed
from lms.learning.models import Attempt
from lms.learning.results import build_results
from lms.learning.views_quiz import FINAL_PATH, NO_MODULE, PATH, get_quiz

ATTEMPT = "/attempts/<uuid:uuid>"


@bp.get(FINAL_PATH + ATTEMPT, defaults=NO_MODULE)
@bp.get(PATH + ATTEMPT)
def attempt(course: str, module: str | None, uuid: UUID) -> ResponseReturnValue:
    found, quiz = get_quiz(course, module)
    own = attempts.get_attempt(current_person(), uuid)
    _require_of(own, course, quiz.key)
    if own.submitted_at is not None:
        return redirect(attempt_url(own, course, "learning.result"), 303)
    if not attempts.is_current(own, quiz):
        # The quiz's first page says so and offers a fresh start: nothing is changed by looking.
        return redirect(quiz_url(course, quiz.key), 303)
    position = _read_position()
    if position is None:
        return _check_page(found, quiz, own)
    return _question_page(found, quiz, own, position, attempts.get_response(own, position).chosen or ())


@bp.post(FINAL_PATH + ATTEMPT, defaults=NO_MODULE)
@bp.post(PATH + ATTEMPT)
def save_response(course: str, module: str | None, uuid: UUID) -> ResponseReturnValue:
    found, quiz = get_quiz(course, module)
    own = attempts.get_attempt_to_change(current_person(), uuid)
    _require_of(own, course, quiz.key)
    position = _read_position() or 0
    chosen = request.form.getlist("chosen")
    try:
        attempts.save_response(own, quiz, position, chosen)
    except InvalidInput as error:
        return _question_page(found, quiz, own, position, chosen, str(error)), 422
    except (NotAllowed, attempts.QuizChanged) as error:
        return _leave(own, course, error)
    following = attempts.find_unanswered(own, after=position)
    return redirect(attempt_url(own, course, question=following), 303)


@bp.get(f"{FINAL_PATH}{ATTEMPT}/result", defaults=NO_MODULE)
@bp.get(f"{PATH}{ATTEMPT}/result")
def result(course: str, module: str | None, uuid: UUID) -> ResponseReturnValue:
    """Shown for as long as the attempt is kept, even when its quiz has left the course."""
    found = catalogue().get_course(course)
    own = attempts.get_attempt(current_person(), uuid)
    key = f"{module}/quiz" if module else "quiz"
    _require_of(own, course, key)
    if own.submitted_at is None:
        return redirect(attempt_url(own, course), 303)
    quiz = next((each for each in found.quizzes if each.key == key), None)
    done = progress.list_done(own.enrolment)
    next_step = requirements.find_step_after(found, key, done) if quiz else None
    return render_template(
        "learning/result.html",
        course=found,
        quiz=quiz,
        attempt=own,
        marks_needed=marks_needed(own.score_max, own.pass_mark),
        results=build_results(own, quiz),
        module=next((each for each in found.modules if each.key == module), None),
        next_step=next_step,
        is_completed=own.enrolment.ended_at is not None and requirements.are_met(found, done),
    )


@bp.post(f"{FINAL_PATH}{ATTEMPT}/result", defaults=NO_MODULE)
@bp.post(f"{PATH}{ATTEMPT}/result")
def submit(course: str, module: str | None, uuid: UUID) -> ResponseReturnValue:
    person = current_person()
    found, quiz = get_quiz(course, module)
    own = attempts.get_attempt_to_change(person, uuid)
    _require_of(own, course, quiz.key)
    was_open = own.enrolment.ended_at is None
    try:
        attempts.submit(own, person, found, quiz)
    except attempts.Unanswered as error:
        return _check_page(found, quiz, own, error.positions), 422
    except (NotAllowed, attempts.QuizChanged) as error:
        return _leave(own, course, error)
    if was_open and own.enrolment.ended_at is not None:
        return redirect(url_for("learning.completed", course=course), 303)
    return redirect(attempt_url(own, course, "learning.result"), 303)


def _require_of(own: Attempt, course: str, quiz: str) -> None:
    """The address names course and quiz too: under a wrong one there is no such attempt."""
    if own.enrolment.course != course or own.quiz != quiz:
        raise NotFound("There is no such attempt of this quiz.")


def _read_position() -> int | None:
    """The position of the question that the address asks for. Raises NotFound when it is no number."""
    given = request.args.get("question")
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 5):
        raise NotFound("There is no such question.")
    return int(given)


def _question_page(
    course: Course, quiz: Quiz, own: Attempt, position: int, chosen: Sequence[str], error: str | None = None
) -> str:
    response = attempts.get_response(own, position)
    question = quiz.get_question(response.question)
    return render_template(
        "learning/question.html",
        course=course,
        quiz=quiz,
        attempt=own,
        position=position,
        question=question,
        options=[question.get_option(key) for key in response.options],
        chosen=chosen,
        is_answered=response.chosen is not None,
        error=error,
        page_has_errors=error is not None,
    )


def _check_page(course: Course, quiz: Quiz, own: Attempt, blank: Sequence[int] = ()) -> str:
    return render_template(
        "learning/check.html",
        course=course,
        quiz=quiz,
        attempt=own,
        results=build_results(own, quiz),
        answered={each.position for each in own.responses if each.chosen is not None},
        blank=blank,
        page_has_errors=bool(blank),
    )


def _leave(own: Attempt, course: str, error: NotAllowed | attempts.QuizChanged) -> ResponseReturnValue:
    """Away from an attempt that takes no more responses, with the reason."""
    flash(str(error), "notice")
    if own.submitted_at is not None:
        return redirect(attempt_url(own, course, "learning.result"), 303)
    if isinstance(error, attempts.QuizChanged):
        starting.discard(own)
    return redirect(quiz_url(course, own.quiz), 303)
