"""Pages of a survey: before a course, after it and 90 days later. It can be skipped, and stands in no way."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.current import current_identity
from lms.courses.live import catalogue
from lms.courses.model import Course, Occasion
from lms.errors import NotAllowed
from lms.learning import surveys
from lms.learning.blueprint import bp
from lms.learning.survey_form import SCALE, SurveyForm, build_form, read_form
from lms.learning.survey_results import build_survey_results

PATH = "/courses/<course>/survey/<any(before, after, later):occasion>"
# Where each occasion leads on to.
ONWARD = {"before": "learning.resume", "after": "learning.completed", "later": "learning.course"}


@bp.get(PATH)
def survey(course: str, occasion: Occasion) -> ResponseReturnValue:
    found = catalogue().get_course(course)
    asked = surveys.get_asked(current_identity(), found, occasion)
    if asked.is_submitted:
        return _answered_page(found, asked)
    if not asked.is_open:
        flash("These questions are closed now.", "notice")
        return redirect(url_for(".course", course=course), 303)
    return _form_page(found, asked, build_form(asked.survey, occasion))


@bp.post(PATH)
def submit_survey(course: str, occasion: Occasion) -> ResponseReturnValue:
    found = catalogue().get_course(course)
    asked = surveys.get_asked(current_identity(), found, occasion, to_change=True)
    form = read_form(asked.survey, occasion, request.form.getlist)
    if asked.is_open and not asked.is_submitted and form.messages:
        return make_response(_form_page(found, asked, form), 422)
    try:
        surveys.submit(asked, found, form)
    except NotAllowed as error:
        flash(str(error), "notice")
        return redirect(url_for(".course", course=course), 303)
    return redirect(url_for(".survey", course=course, occasion=occasion), 303)


@bp.post(f"{PATH}/skip")
def skip_survey(course: str, occasion: Occasion) -> ResponseReturnValue:
    found = catalogue().get_course(course)
    surveys.skip(surveys.get_asked(current_identity(), found, occasion, to_change=True), found)
    return redirect(url_for(ONWARD[occasion], course=course), 303)


def _form_page(course: Course, asked: surveys.Asked, form: SurveyForm) -> str:
    return render_template(
        "learning/survey.html",
        course=course,
        occasion=asked.occasion,
        survey_form=form,
        scale=SCALE,
        page_has_errors=bool(form.messages),
    )


def _answered_page(course: Course, asked: surveys.Asked) -> str:
    """What was right is told only when nothing is left to compare it with."""
    assert asked.response is not None
    is_told = asked.occasion != "before"
    return render_template(
        "learning/survey_answered.html",
        course=course,
        occasion=asked.occasion,
        onward=url_for(ONWARD[asked.occasion], course=course.key),
        results=build_survey_results(asked.survey, asked.occasion, asked.response) if is_told else [],
    )
