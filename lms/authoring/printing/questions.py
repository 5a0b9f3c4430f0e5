"""Questions on paper: options get letters, the things in a scene numbers, and each question its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from lms.courses.questions import Drawing, Option, Question

TASKS = {
    "single": "Tick one.",
    "several": "Tick all that apply.",
    "order": "Write 1 in the box of what comes first, 2 in that of what comes next, and so on.",
    "match": "Write the letter of what belongs there into each box.",
    "scene": "Tick what could be a sign. The numbers are those in the picture.",
}
T = TypeVar("T")


@dataclass(frozen=True)
class PaperOption:
    """`mark` is its letter, or its number in a picture. `place` is its place in the right order, from 1."""

    mark: str
    option: Option
    place: int


@dataclass(frozen=True)
class PaperQuestion:
    """`answer` is the right response, in the marks on paper. `picture` is the address of the numbered one."""

    number: int
    question: Question
    options: tuple[PaperOption, ...]
    answer: str
    picture: str = ""

    @property
    def task(self) -> str:
        return TASKS[self.question.kind]

    def judge(self, printed: PaperOption) -> str:
        """What the trainer is told of an option; nothing in an order or a match, where each is right."""
        if self.question.kind in ("order", "match"):
            return ""
        if self.question.kind == "scene":
            return "a sign" if printed.option.is_correct else "no sign"
        return "right" if printed.option.is_correct else "not right"

    @property
    def drawing(self) -> Drawing | None:
        return self.question.drawing


def build_paper_question(number: int, question: Question, picture: str = "") -> PaperQuestion:
    """The question as it is printed; on paper it is `number`."""
    options = list(enumerate(question.options, 1))
    if question.kind in ("order", "match"):
        options = _shuffle(options, question.key)
    places = range(1, len(options) + 1)
    marks = [str(place) if question.kind == "scene" else letter(place) for place in places]
    printed = tuple(
        PaperOption(mark, option, place) for mark, (place, option) in zip(marks, options, strict=True)
    )
    return PaperQuestion(number, question, printed, _write_answer(question, printed), picture)


def letter(place: int) -> str:
    """A for 1, B for 2, and after Z: AA, AB."""
    place -= 1
    return (letter(place // 26) if place >= 26 else "") + chr(ord("A") + place % 26)


def _shuffle(items: Sequence[T], key: str) -> list[T]:
    """The same order for the same question, and never that of the items: it would be the right one."""
    random = Random(key)  # noqa: S311 – nothing here is secret.
    shuffled = random.sample(items, len(items))
    return shuffled if shuffled != list(items) else shuffled[1:] + shuffled[:1]


def _write_answer(question: Question, options: Sequence[PaperOption]) -> str:
    by_key = {printed.option.key: printed.mark for printed in options}
    if question.kind == "order":
        return ", then ".join(by_key[option.key] for option in question.options)
    if question.kind == "match":
        return ", ".join(
            f"{place} {by_key[prompt.answer]}" for place, prompt in enumerate(question.prompts, 1)
        )
    *others, last = [printed.mark for printed in options if printed.option.is_correct]
    return f"{', '.join(others)} and {last}" if others else last
