"""What a course changes, as figures of the same people at two times. Pure.

Nothing is ever said of fewer than FEWEST people, and no figure compares one group with another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lms.courses.model import Occasion

FEWEST = 5
Kind = Literal["confidence", "answers"]


class Sums(NamedTuple):
    """Of the people who answered at both times: how many, and their values added up at each."""

    people: int
    before: int
    now: int


@dataclass(frozen=True)
class PairedRow:
    """A statement, with the mean of 0 to 10, or a question, with the per cent who were right.

    The figures are None when fewer than FEWEST people answered at both times.
    """

    occasion: Occasion
    kind: Kind
    topic: str
    text: str
    people: int | None
    before: float | None
    now: float | None
    change: float | None


@dataclass(frozen=True)
class Comparison:
    """Before the course and at one later time. `completed` counts all who could have been asked at both."""

    occasion: Occasion
    completed: int
    people: int
    confidence: Sequence[PairedRow]
    answers: Sequence[PairedRow]

    @property
    def is_shown(self) -> bool:
        return self.people >= FEWEST

    @property
    def response_rate(self) -> float:
        return self.people / self.completed if self.completed else 0.0

    def __iter__(self) -> Iterator[PairedRow]:
        yield from self.confidence
        yield from self.answers


def build_rows(
    occasion: Occasion, kind: Kind, texts: Mapping[str, str], sums: Mapping[str, Sums]
) -> list[PairedRow]:
    """A row for each of the `texts`, in their order. Both mappings are by the key of what was asked."""
    return [_build_row(occasion, kind, key, text, sums.get(key)) for key, text in texts.items()]


def _build_row(occasion: Occasion, kind: Kind, key: str, text: str, sums: Sums | None) -> PairedRow:
    topic = key.replace("-", " ").capitalize()
    if sums is None or sums.people < FEWEST:
        return PairedRow(occasion, kind, topic, text, None, None, None, None)
    scale, digits = (1, 1) if kind == "confidence" else (100, 0)
    before, now = (round(scale * total / sums.people, digits) for total in (sums.before, sums.now))
    # Of the rounded figures, so that whoever subtracts them finds the same.
    return PairedRow(occasion, kind, topic, text, sums.people, before, now, round(now - before, digits))
