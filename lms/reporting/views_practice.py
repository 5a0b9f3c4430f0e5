"""The page on what people miss when they practise: for coordinators, who pass it on to the authors."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.accounts import access
from lms.accounts.current import current_identity
from lms.courses.live import catalogue
from lms.reporting.practice import FEWEST, list_slips
from lms.reporting.views import bp


@bp.get("/reports/practice")
def practice() -> ResponseReturnValue:
    access.require_coordinator(current_identity())
    courses = [course for course in catalogue().list_courses() if any(p.exercises for _, p in course.lessons)]
    return render_template(
        "reporting/practice.html",
        found=[(course, list_slips(course)) for course in courses],
        fewest=FEWEST,
    )
