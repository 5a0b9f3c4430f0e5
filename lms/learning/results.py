"""What a submitted attempt shows: what was given, what is right, and why. Pure.

The words come from the quiz as it is today; what has left its file since then is said to be gone.
"""

from __future__ import annotations

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
    """`question` is None when it is no longer in the quiz; `lost` counts what was chosen and is not.

    An order and a match have `rows`, in the right order; the others have `options`, in the order shown.
    """

    position: int
    is_correct: bool
    question: Question | None
    options: tuple[OptionResult, ...]
    rows: tuple[RowResult, ...]
    lost: int

    @property
    def states(self) -> dict[str, str]:
        """What became of each option of a scene, by its key."""
        return {each.option.key: each.state for each in self.options}


def build_results(attempt: OwnAttempt, quiz: Quiz | None) -> list[QuestionResult]:
    """The questions of the attempt, in the order in which they were asked."""
    questions = quiz.by_key if quiz else {}
    return [_build_result(response, questions.get(response.question)) for response in attempt.responses]


def _build_result(response: OwnResponse, question: Question | None) -> QuestionResult:
    chosen = set(response.chosen or ()) - {""}
    known = question.by_key if question else {}
    has_rows = question is not None and question.kind in {"order", "match"}
    return QuestionResult(
        response.position,
        bool(response.is_correct),
        question,
        () if has_rows else _list_options(response, known),
        _list_rows(response, question, known) if question and has_rows else (),
        len(chosen - known.keys()),
    )


def _list_options(response: OwnResponse, known: dict[str, Option]) -> tuple[OptionResult, ...]:
    chosen = response.chosen or ()
    return tuple(
        OptionResult(known[key], is_chosen=key in chosen) for key in response.options if key in known
    )


def _list_rows(response: OwnResponse, question: Question, known: dict[str, Option]) -> tuple[RowResult, ...]:
    """What stood in each place. Rows that were added since then have nothing beside them."""
    right = question.right_response
    given = [*(response.chosen or ()), *[""] * len(right)]
    words = [prompt.html for prompt in question.prompts] or [""] * len(right)
    rows = zip(words, right, given, strict=False)
    return tuple(RowResult(html, known[key], known.get(was)) for html, key, was in rows)
