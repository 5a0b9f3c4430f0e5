"""Pictures of courses. The pages of a course show a learner's progress, so they live in `lms.learning`."""

from __future__ import annotations

from flask import Blueprint, Response, make_response

from lms.courses.live import catalogue

bp = Blueprint("courses", __name__)


@bp.get("/courses/<course>/pictures/<name>")
def picture(course: str, name: str) -> Response:
    found = catalogue().get_course(course).get_picture(name)
    response = make_response(found.content)
    response.content_type = found.media_type
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
