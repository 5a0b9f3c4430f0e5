"""Pages of courses: what there is, how far one is, where to go on."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms import clock
from lms.accounts.current import current_identity, find_identity
from lms.accounts.identity import Asker
from lms.courses.live import catalogue as live_catalogue
from lms.courses.model import Course, Step
from lms.learning import (
    attempts,
    completions,
    enrolments,
    own_attempts,
    progress,
    readers,
    requirements,
    restarts,
    surveys,
    views_attempt,
    views_lessons,
    views_practice,
    views_quiz,
    views_setting,
    views_survey,
    views_updates,
)
from lms.learning.addresses import open_attempt_url, step_url
from lms.learning.blueprint import bp
from lms.learning.enrolments import OwnEnrolment
from lms.learning.standing import Standing

# Importing the others hangs their pages on the same blueprint.
__all__ = [
    "bp",
    "views_attempt",
    "views_lessons",
    "views_practice",
    "views_quiz",
    "views_setting",
    "views_survey",
    "views_updates",
]


@bp.get("/courses")
def catalogue() -> str:
    person = find_identity()
    courses = live_catalogue().list_courses()
    own: frozenset[str] = frozenset()
    if person:
        own = readers.find_audiences(person.id)
        # A stable sort: what fits a reader's work comes next to what everybody ought to take.
        courses.sort(key=lambda course: not (course.qualifying or own & set(course.settings)))
        standings = progress.list_standings(person, courses)
    else:
        standings = [Standing(course, clock.today()) for course in courses]
    return render_template("learning/catalogue.html", standings=standings, own=own)


@bp.get("/courses/<course>")
def course(course: str) -> str:
    found = live_catalogue().get_course(course)
    person = find_identity()
    if person is None:
        return render_template(
            "learning/course.html", course=found, standing=Standing(found, clock.today()), enrolment=None
        )
    enrolment = enrolments.find_enrolment(person, course)
    standing = progress.get_standing(person, found, enrolment)
    return render_template(
        "learning/course.html",
        course=found,
        standing=standing,
        enrolment=enrolment,
        offer=surveys.find_offer(person, found, enrolment, standing.done),
        is_stuck=enrolment is not None and restarts.is_stuck(enrolment, found),
    )


@bp.post("/courses/<course>/start")
def start(course: str) -> ResponseReturnValue:
    enrolment = restarts.begin(current_identity(), live_catalogue().get_course(course))
    to = "learning.resume" if enrolment.ended_at is None else "learning.completed"
    return redirect(url_for(to, course=course), 303)


@bp.get("/courses/<course>/continue")
def resume(course: str) -> ResponseReturnValue:
    """To where the learner stopped, on whatever device: the lesson, or the first question not answered."""
    found = live_catalogue().get_course(course)
    person = current_identity()
    enrolment = enrolments.find_own(person, course)
    if enrolment is None or enrolment.ended_at is not None:
        return redirect(url_for("learning.course", course=course), 303)
    step = requirements.find_step_to_resume(found, enrolment.resume_at, progress.list_done(enrolment))
    return redirect(_resume_url(person, found, enrolment, step), 303)


def _resume_url(person: Asker, course: Course, enrolment: OwnEnrolment, step: Step | None) -> str:
    if step is None:
        return url_for("learning.course", course=course.key)
    if step.is_quiz:
        attempt = own_attempts.find_open(person, own_attempts.list_of(enrolment, step.key))
        if attempt and attempts.is_current(attempt, course.get_quiz(step.key)):
            return open_attempt_url(attempt, course.key, course.get_quiz(step.key))
    return step_url(course, step)


@bp.get("/courses/<course>/completed")
def completed(course: str) -> str:
    person = current_identity()
    found = live_catalogue().get_course(course)
    completion = completions.get_latest_completion(person, found)
    return render_template(
        "learning/completed.html",
        course=found,
        completion=completion,
        offer=surveys.find_follow_up(person, found),
    )
