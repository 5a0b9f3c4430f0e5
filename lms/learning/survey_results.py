"""What is said to whoever has answered the questions of a survey. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from lms.courses.model import Occasion, Question, Survey
from lms.learning.lesson_page import Outcome, build_outcome
from lms.learning.survey_models import SurveyResponse


@dataclass(frozen=True)
class SurveyResult:
    position: int
    question: Question
    outcome: Outcome


def build_survey_results(survey: Survey, occasion: Occasion, response: SurveyResponse) -> list[SurveyResult]:
    """Of each question that the survey still asks. The words are today's, what was chosen is that day's."""
    chosen = {answer.question: answer.chosen for answer in response.answers}
    return [
        SurveyResult(position, question, _build(question, chosen[question.key]))
        for position, question in enumerate(survey.get_questions(occasion), 1)
        if question.key in chosen
    ]


def _build(question: Question, chosen: list[str]) -> Outcome:
    return build_outcome(question, [option.key for option in question.options], chosen)
