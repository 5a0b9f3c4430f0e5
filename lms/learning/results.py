"""What a submitted attempt shows: what was chosen, what is right, and why. Pure.

The words come from the quiz as it is today; what has left its file since then is said to be gone.
"""

from __future__ import annotations

from dataclasses import dataclass

from lms.courses.model import Option, Question, Quiz
from lms.learning.models import Attempt, Response


@dataclass(frozen=True)
class OptionResult:
    """An option as it was shown. Feedback is for those that were chosen and those that are right."""

    option: Option
    is_chosen: bool

    @property
    def has_feedback(self) -> bool:
        return self.is_chosen or self.option.is_correct


@dataclass(frozen=True)
class QuestionResult:
    """`question` is None when it is no longer in the quiz; `lost` counts the chosen options that are not."""

    position: int
    is_correct: bool
    question: Question | None
    options: tuple[OptionResult, ...]
    lost: int


def build_results(attempt: Attempt, quiz: Quiz | None) -> list[QuestionResult]:
    """The questions of the attempt, in the order in which they were asked."""
    questions = {question.key: question for question in quiz.questions} if quiz else {}
    return [_build_result(response, questions.get(response.question)) for response in attempt.responses]


def _build_result(response: Response, question: Question | None) -> QuestionResult:
    chosen = set(response.chosen or ())
    known = {option.key: option for option in question.options} if question else {}
    options = tuple(
        OptionResult(known[key], is_chosen=key in chosen) for key in response.options if key in known
    )
    return QuestionResult(
        response.position, bool(response.is_correct), question, options, len(chosen - known.keys())
    )
