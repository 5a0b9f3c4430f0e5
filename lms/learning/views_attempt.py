"""Pages of an attempt: its questions, all on one page, and the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.current import current_identity
from lms.courses.live import catalogue
from lms.courses.model import Course, Quiz
from lms.errors import InvalidInput, NotAllowed, NotFound
from lms.learning import asking, attempts, own_attempts, progress, requirements, saving
from lms.learning.addresses import attempt_url, quiz_url
from lms.learning.blueprint import bp
from lms.learning.marking import marks_needed
from lms.learning.own_attempts import OwnAttempt
from lms.learning.results import build_results
from lms.learning.views_quiz import FINAL_PATH, NO_MODULE, PATH, get_quiz

ATTEMPT = "/attempts/<uuid:uuid>"
RESPONSE = f"{ATTEMPT}/responses/<int(min=1, max=999):position>"


@bp.get(FINAL_PATH + ATTEMPT, defaults=NO_MODULE)
@bp.get(PATH + ATTEMPT)
def attempt(course: str, module: str | None, uuid: UUID) -> ResponseReturnValue:
    found, quiz = get_quiz(course, module)
    own = own_attempts.get(current_identity(), uuid)
    _require_of(own, course, quiz.key)
    if own.submitted_at is not None:
        return redirect(attempt_url(own, course, "learning.result"), 303)
    if not attempts.is_current(own, quiz):
        # The quiz's first page says so and offers a fresh start: nothing is changed by looking.
        return redirect(quiz_url(course, quiz.key), 303)
    return _questions_page(found, quiz, own)


@bp.post(FINAL_PATH + RESPONSE, defaults=NO_MODULE)
@bp.post(PATH + RESPONSE)
def save_response(course: str, module: str | None, uuid: UUID, position: int) -> ResponseReturnValue:
    """One response, sent by the page's script as soon as it is given; answered with words only if refused."""
    found, quiz = get_quiz(course, module)
    try:
        saving.save(current_identity(), found, quiz, uuid, position, _read_given(position))
    except InvalidInput as error:
        return _told(error, 422)
    except (NotAllowed, attempts.QuizChanged) as error:
        return _told(error, 409)
    return "", 204


@bp.post(FINAL_PATH + ATTEMPT, defaults=NO_MODULE)
@bp.post(PATH + ATTEMPT)
def save_for_later(course: str, module: str | None, uuid: UUID) -> ResponseReturnValue:
    """ "Save and come back later": everything that was given so far."""
    found, quiz = get_quiz(course, module)
    own = own_attempts.get_to_change(current_identity(), uuid)
    _require_of(own, course, quiz.key)
    try:
        refused = attempts.save_responses(own, quiz, _read_all(own))
    except (NotAllowed, attempts.QuizChanged) as error:
        return _leave(own, course, error)
    if refused:
        return _questions_page(found, quiz, own, (), refused), 422
    flash("Saved. Come back whenever you like, on this device or another one.", "success")
    return redirect(quiz_url(course, quiz.key), 303)


@bp.get(f"{FINAL_PATH}{ATTEMPT}/result", defaults=NO_MODULE)
@bp.get(f"{PATH}{ATTEMPT}/result")
def result(course: str, module: str | None, uuid: UUID) -> ResponseReturnValue:
    """Shown for as long as the attempt is kept, even when its quiz has left the course."""
    found = catalogue().get_course(course)
    own = own_attempts.get(current_identity(), uuid)
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
    """Everything that the page holds is sent again, so that nothing hangs on what was saved before."""
    person = current_identity()
    found, quiz = get_quiz(course, module)
    own = own_attempts.get_to_change(person, uuid)
    _require_of(own, course, quiz.key)
    if own.submitted_at is not None:
        return redirect(attempt_url(own, course, "learning.result"), 303)
    try:
        refused = attempts.save_responses(own, quiz, _read_all(own))
        blank = asking.list_unanswered(own, quiz)
        if refused or blank:
            return _questions_page(found, quiz, own, blank, refused), 422
        is_completed = attempts.submit(own, person, found, quiz)
    except (NotAllowed, attempts.QuizChanged) as error:
        return _leave(own, course, error)
    if is_completed:
        return redirect(url_for("learning.completed", course=course), 303)
    return redirect(attempt_url(own, course, "learning.result"), 303)


def _require_of(own: OwnAttempt, course: str, quiz: str) -> None:
    """The address names course and quiz too: under a wrong one there is no such attempt."""
    if own.course != course or own.quiz != quiz:
        raise NotFound("There is no such attempt of this quiz.")


def _read_given(position: int) -> list[str]:
    """What the controls of one question have sent."""
    return request.form.getlist(f"q{position}")


def _read_all(own: OwnAttempt) -> dict[int, list[str]]:
    form = request.form
    return {response.position: form.getlist(f"q{response.position}") for response in own.responses}


def _list_messages(own: OwnAttempt, blank: Sequence[int], refused: Mapping[int, str]) -> dict[int, str]:
    """What to say of each question that is not answered rightly for the form, by position."""
    begun = {response.position for response in own.responses if response.chosen}
    missing = {each: "is answered only in part" if each in begun else "is not answered yet" for each in blank}
    messages = {position: f"Question {position} {words}" for position, words in missing.items()}
    return messages | {
        position: f"Question {position}: {words[0].lower()}{words[1:]}" for position, words in refused.items()
    }


def _questions_page(
    course: Course,
    quiz: Quiz,
    own: OwnAttempt,
    blank: Sequence[int] = (),
    refused: Mapping[int, str] = MappingProxyType({}),
) -> str:
    """What was `refused` is shown as it was sent; everything else as it is kept."""
    sent = {position: _read_given(position) for position in refused}
    messages = _list_messages(own, blank, refused)
    return render_template(
        "learning/attempt.html",
        course=course,
        quiz=quiz,
        attempt=own,
        asked=asking.list_questions(own, quiz, sent, messages),
        messages=messages,
        page_has_errors=bool(messages),
    )


def _told(error: Exception, status: int) -> ResponseReturnValue:
    return str(error), status, {"Content-Type": "text/plain; charset=utf-8"}


def _leave(own: OwnAttempt, course: str, error: NotAllowed | attempts.QuizChanged) -> ResponseReturnValue:
    """Away from an attempt that takes no more responses, with the reason."""
    flash(str(error), "notice")
    if own.submitted_at is not None:
        return redirect(attempt_url(own, course, "learning.result"), 303)
    if isinstance(error, attempts.QuizChanged):
        own_attempts.discard(own)
    return redirect(quiz_url(course, own.quiz), 303)
