"""Pages of lessons."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.current import current_identity
from lms.courses.live import catalogue
from lms.learning import enrolments, progress, requirements
from lms.learning.addresses import step_url
from lms.learning.blueprint import bp
from lms.learning.lessons import complete_lesson


@bp.get("/courses/<course>/<module>/<lesson>")
def lesson(course: str, module: str, lesson: str) -> ResponseReturnValue:
    found = catalogue().get_course(course)
    in_module = found.get_module(module)
    page = in_module.get_lesson(lesson)
    done = progress.find_done(current_identity(), course)
    if done is None:
        flash("Start the course first. It takes one click.", "notice")
        return redirect(url_for("learning.course", course=course), 303)
    return render_template(
        "learning/lesson.html",
        course=found,
        module=in_module,
        lesson=page,
        place=in_module.lessons.index(page) + 1,
        previous=found.find_previous_step(f"{module}/{lesson}"),
        done_count=requirements.count_done(found, done),
    )


@bp.post("/courses/<course>/<module>/<lesson>")
def finish_lesson(course: str, module: str, lesson: str) -> ResponseReturnValue:
    """ "Continue": the lesson is done, and the next step opens."""
    person = current_identity()
    found = catalogue().get_course(course)
    found.get_lesson(module, lesson)
    enrolment = enrolments.get_enrolment(person, course, to_change=True)
    step = complete_lesson(enrolment, person, found, f"{module}/{lesson}")
    if step is None:
        return redirect(url_for("learning.completed", course=course), 303)
    return redirect(step_url(found, step), 303)
