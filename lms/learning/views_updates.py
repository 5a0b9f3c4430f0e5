"""Pages that tell what has changed in a course since somebody completed it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.current import current_identity
from lms.courses.live import catalogue
from lms.learning import updates
from lms.learning.blueprint import bp
from lms.learning.lesson_page import list_parts
from lms.learning.readers import find_audiences

PATH = "/courses/<course>/changes/<int:version>"


@bp.get(PATH)
def update(course: str, version: int) -> str:
    person = current_identity()
    missed = updates.get_missed(person, catalogue().get_course(course), version)
    lesson = missed.lesson
    audiences = find_audiences(person.id) if lesson.has_for_blocks else frozenset()
    return render_template("learning/update.html", missed=missed, parts=list_parts(lesson, audiences, {}))


@bp.post(PATH)
def read_update(course: str, version: int) -> ResponseReturnValue:
    """ "I have read this": on to the next change that is still unread, or back to the course."""
    person = current_identity()
    found = catalogue().get_course(course)
    updates.mark_as_read(person, updates.get_missed(person, found, version))
    unread = [each for each in updates.list_missed_of_course(person, found) if each.read_at is None]
    if unread:
        flash("Thank you. Here is the next change.", "success")
        return redirect(url_for(".update", course=course, version=unread[0].version), 303)
    flash("Thank you. You are up to date with this course.", "success")
    return redirect(url_for(".course", course=course), 303)
