"""Marking a quiz: one mark for each question that is exactly right. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from lms.courses.model import Question

# A pass mark such as 0.7 has no exact binary form: 0.7 of 10 must be 7 marks and not 8.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Marks:
    """What an attempt earned. `correct` says of each question, by its key, whether it was right."""

    correct: Mapping[str, bool]

    @property
    def raw(self) -> int:
        return sum(self.correct.values())

    @property
    def maximum(self) -> int:
        return len(self.correct)


def is_correct(question: Question, chosen: Collection[str]) -> bool:
    """Right only with every correct option and no other, so that ticking everything earns nothing.

    The keys of an order are in the order given, those of a match one for each row: there each has its place.
    """
    if question.kind in {"order", "match"}:
        return tuple(chosen) == question.right_response
    return frozenset(chosen) == question.correct_keys


def mark(questions: Iterable[Question], responses: Mapping[str, Collection[str]]) -> Marks:
    """Mark the questions that were drawn. `responses` has the chosen keys by question."""
    return Marks(
        {question.key: is_correct(question, responses.get(question.key, ())) for question in questions}
    )


def marks_needed(maximum: int, pass_mark: float) -> int:
    """The least number of marks out of `maximum` that reaches `pass_mark` (scaled, 0 to 1)."""
    return math.ceil(maximum * pass_mark - ROUNDING)


def has_passed(raw: int, maximum: int, pass_mark: float) -> bool:
    return raw >= marks_needed(maximum, pass_mark)
