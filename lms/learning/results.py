"""What a submitted attempt shows: what was given, what is right, and why. Pure.

The words come from the quiz as it is today; what has left its file since then is said to be gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lms.courses.model import Option, Question, Quiz
from lms.learning.own_attempts import OwnAttempt, OwnResponse


class OptionResult(NamedTuple):
    """An option as it was shown. Feedback is for those that were chosen and those that are right."""

    option: Option
    is_chosen: bool

    @property
    def has_feedback(self) -> bool:
        return self.is_chosen or self.option.is_correct

    @property
    def state(self) -> str:
        """What the picture of a scene shows became of it."""
        if self.option.is_correct:
            return "found" if self.is_chosen else "missed"
        return "mistaken" if self.is_chosen else "left"


class RowResult(NamedTuple):
    """A place of an order or a row of a match. `given` is None when it is no longer there."""

    html: str
    right: Option
    given: Option | None

    @property
    def is_right(self) -> bool:
        return self.given is not None and self.given.key == self.right.key


@dataclass(frozen=True)
class QuestionResult:
    """`question` is None when it is no longer in the quiz. `shown` and `chosen` are keys, as kept.

    Its parts are put together when they are drawn: the results that many have alike are drawn once.
    """

    position: int
    is_correct: bool
    question: Question | None
    shown: Sequence[str]
    chosen: Sequence[str]

    @property
    def has_rows(self) -> bool:
        """An order and a match have `rows`, in the right order; others have `options`, in the order shown."""
        return self.question is not None and self.question.kind in {"order", "match"}

    @property
    def options(self) -> list[OptionResult]:
        if self.question is None or self.has_rows:
            return []
        known = self.question.by_key
        return [OptionResult(known[key], key in self.chosen) for key in self.shown if key in known]

    @property
    def rows(self) -> list[RowResult]:
        """What stood in each place. Rows that were added since then have nothing beside them."""
        if self.question is None or not self.has_rows:
            return []
        known, right = self.question.by_key, self.question.right_response
        given = [*self.chosen, *[""] * len(right)]
        words = [prompt.html for prompt in self.question.prompts] or [""] * len(right)
        rows = zip(words, right, given, strict=False)
        return [RowResult(html, known[key], known.get(was)) for html, key, was in rows]

    @property
    def lost(self) -> int:
        """How many of those that were chosen are no longer there."""
        known = self.question.by_key if self.question else {}
        return len({key for key in self.chosen if key and key not in known})

    @property
    def is_as_asked(self) -> bool:
        """Whether the question has what was shown, and nothing else."""
        return self.question is not None and {*self.shown, *self.chosen} - {""} == self.question.by_key.keys()

    @property
    def states(self) -> dict[str, str]:
        """What became of each option of a scene, by its key."""
        return {each.option.key: each.state for each in self.options}


def build_results(attempt: OwnAttempt, quiz: Quiz | None) -> list[QuestionResult]:
    """The questions of the attempt, in the order in which they were asked."""
    questions = quiz.by_key if quiz else {}
    return [_build_result(response, questions.get(response.question)) for response in attempt.responses]


def _build_result(response: OwnResponse, question: Question | None) -> QuestionResult:
    return QuestionResult(
        response.position, bool(response.is_correct), question, response.options, response.chosen or ()
    )
