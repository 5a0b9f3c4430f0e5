"""The first page of a quiz, and starting an attempt from it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.current import current_identity
from lms.courses.live import catalogue
from lms.courses.model import Course, Quiz
from lms.errors import NotAllowed
from lms.learning import attempts, enrolments, own_attempts, progress, requirements, starting
from lms.learning.addresses import attempt_url, quiz_url
from lms.learning.asking import list_unanswered
from lms.learning.blueprint import bp
from lms.learning.history import History

NO_MODULE = {"module": None}
PATH = "/courses/<course>/<module>/quiz"
FINAL_PATH = "/courses/<course>/quiz"


def get_quiz(course: str, module: str | None) -> tuple[Course, Quiz]:
    """The course and the quiz that an address names; no module means the final quiz. Raises NotFound."""
    found = catalogue().get_course(course)
    return found, found.get_quiz(f"{module}/quiz" if module else "quiz")


@bp.get(FINAL_PATH, defaults=NO_MODULE)
@bp.get(PATH)
def quiz(course: str, module: str | None) -> ResponseReturnValue:
    found, quiz = get_quiz(course, module)
    person = current_identity()
    enrolment = enrolments.find_own(person, course)
    if enrolment is None:
        flash("Start the course first. It takes one click.", "notice")
        return redirect(url_for("learning.course", course=course), 303)
    so_far = own_attempts.list_of(enrolment, quiz.key)
    open_attempt = own_attempts.find_open(person, so_far)
    is_outgrown = open_attempt is not None and not attempts.is_current(open_attempt, quiz)
    return render_template(
        "learning/quiz.html",
        course=found,
        quiz=quiz,
        enrolment=enrolment,
        history=History(quiz, so_far),
        open_attempt=open_attempt,
        is_outgrown=is_outgrown,
        blank=list_unanswered(open_attempt, quiz) if open_attempt and not is_outgrown else [],
        next_step=requirements.find_step_after(found, quiz.key, progress.list_done(enrolment)),
    )


@bp.post(f"{FINAL_PATH}/attempts", defaults=NO_MODULE)
@bp.post(f"{PATH}/attempts")
def start_attempt(course: str, module: str | None) -> ResponseReturnValue:
    found, quiz = get_quiz(course, module)
    person = current_identity()
    try:
        attempt = starting.start(person, enrolments.lock(person, course), found, quiz)
    except NotAllowed as error:
        flash(str(error), "notice")
        return redirect(quiz_url(course, quiz.key), 303)
    return redirect(attempt_url(attempt, course), 303)
