"""Sending what was found, answered or decided in an exercise of a lesson."""

from __future__ import annotations

from flask import make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.current import current_identity
from lms.courses.exercises import Scenario
from lms.courses.live import catalogue
from lms.courses.questions import Question
from lms.errors import InvalidInput
from lms.learning import enrolments, practices
from lms.learning.blueprint import bp
from lms.learning.lesson_page import Refused, list_offered
from lms.learning.responding import is_complete, read_response
from lms.learning.views_lessons import render_lesson

_NOTHING = {
    "single": "Select one option",
    "order": "Give each one its number",
    "match": "Select one for each row",
    "scene": "Select at least one thing in the picture",
}


@bp.post("/courses/<course>/<module>/<lesson>/practice/<exercise>")
def practise(course: str, module: str, lesson: str, exercise: str) -> ResponseReturnValue:
    found = catalogue().get_course(course)
    part = found.get_lesson(module, lesson).get_exercise(exercise)
    person = current_identity()
    enrolment = enrolments.get_enrolment(person, course, to_change=True)
    key = f"{module}/{lesson}"
    given = request.form.getlist(f"chosen-{exercise}")
    try:
        if isinstance(part, Scenario):
            practices.decide(enrolment, found, key, part, *_read_decision(given))
        else:
            chosen = _read_chosen(part.question, given, seed=person.id)
            practices.answer(enrolment, found, key, part.question, chosen)
    except InvalidInput as error:
        page = render_lesson(found, module, lesson, refused=Refused(exercise, given, str(error)))
        return make_response(page, 422)
    at = url_for(
        "learning.lesson", course=course, module=module, lesson=lesson, _anchor=f"exercise-{exercise}"
    )
    return redirect(at, 303)


def _read_decision(given: list[str]) -> tuple[str, str]:
    """The step and the choice. Raises InvalidInput for none."""
    if not given:
        raise InvalidInput("chosen", "Select what you would do")
    return request.form.get("step", ""), given[0]


def _read_chosen(question: Question, given: list[str], seed: int) -> list[str]:
    """The keys that were chosen. Raises InvalidInput for none, for some only, and for what is not offered."""
    chosen = read_response(question, list_offered(question, seed), given)
    if chosen is None or not is_complete(question, chosen):
        raise InvalidInput("chosen", _NOTHING.get(question.kind, "Select at least one option"))
    return chosen
