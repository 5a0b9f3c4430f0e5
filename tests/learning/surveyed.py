"""Where the surveys of the small course are, and what their forms send."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from lms.courses.model import Course, Occasion
from lms.extensions import db
from lms.learning.survey_models import SurveyResponse

COURSE = "/courses/first-steps"
BEFORE, AFTER, LATER = (f"{COURSE}/survey/{occasion}" for occasion in ("before", "after", "later"))
FORM, SKIP = 1, 0
OFFER = "Answer the questions"


def answers(
    course: Course, occasion: Occasion = "before", confidence: int = 5, *, right: bool = True
) -> dict[str, str]:
    """What the form sends."""
    given = {f"c{position}": str(confidence) for position in range(1, 6)}
    for position, question in enumerate(course.survey.get_questions(occasion), 1):
        keys = [option.key for option in question.options if option.is_correct == right]
        given[f"q{position}"] = keys[0]
    return given


def responses() -> Sequence[SurveyResponse]:
    return db.session.scalars(select(SurveyResponse).order_by(SurveyResponse.id)).all()
