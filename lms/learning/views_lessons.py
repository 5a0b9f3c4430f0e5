"""Pages of lessons."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.current import current_identity
from lms.accounts.identity import Asker
from lms.courses.live import catalogue
from lms.courses.model import Course, Lesson
from lms.learning import practices, progress, requirements, surveys
from lms.learning.addresses import lesson_url, step_url
from lms.learning.blueprint import bp
from lms.learning.lesson_page import Refused, ShownPart, list_parts
from lms.learning.lessons import complete_lesson
from lms.learning.practising import Marked
from lms.learning.readers import find_audiences


@bp.get("/courses/<course>/<module>/<lesson>")
def lesson(course: str, module: str, lesson: str) -> ResponseReturnValue:
    found = catalogue().get_course(course)
    found.get_lesson(module, lesson)
    return render_lesson(found, module, lesson, again=request.args.get("again"))


def render_lesson(
    found: Course, module: str, lesson: str, *, again: str | None = None, refused: Refused | None = None
) -> ResponseReturnValue:
    """The page of a lesson; to the course's page for whoever has not started it."""
    person, key = current_identity(), f"{module}/{lesson}"
    in_module = found.get_module(module)
    page = in_module.get_lesson(lesson)
    done = progress.find_done(person, found.key)
    if done is None:
        flash("Start the course first. It takes one click.", "notice")
        return redirect(url_for("learning.course", course=found.key), 303)
    return render_template(
        "learning/lesson.html",
        course=found,
        module=in_module,
        lesson=page,
        address=lesson_url(found.key, module, lesson),
        parts=_list_parts(person, found, key, page, again, refused),
        refused=refused,
        page_has_errors=refused is not None,
        place=in_module.lessons.index(page) + 1,
        previous=found.find_previous_step(key),
        done_count=requirements.count_done(found, done),
        is_asked=key == found.steps[0].key and not done and surveys.is_asked_before(person, found),
    )


def _list_parts(
    person: Asker, course: Course, key: str, page: Lesson, again: str | None, refused: Refused | None
) -> list[ShownPart]:
    """The parts as this reader sees them. Most lessons have none that differ, and ask for nothing."""
    marked: Mapping[str, list[Marked]] = {}
    seed = 0
    if page.exercises:
        marked = practices.find_marked(person.id, course.key, key)
        seed = person.id
    audiences = find_audiences(person.id) if page.has_for_blocks else frozenset()
    return list_parts(page, audiences, marked, seed=seed, again=again, refused=refused)


@bp.post("/courses/<course>/<module>/<lesson>")
def finish_lesson(course: str, module: str, lesson: str) -> ResponseReturnValue:
    """ "Continue": the lesson is done, and the next step opens."""
    person = current_identity()
    found = catalogue().get_course(course)
    found.get_lesson(module, lesson)
    step = complete_lesson(person, found, f"{module}/{lesson}")
    if step is None:
        return redirect(url_for("learning.completed", course=course), 303)
    return redirect(step_url(found, step), 303)
