"""The parts of a lesson as one reader sees them: what is open, what they gave, what they hear. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from lms.courses.exercises import Check, Choice, ForBlock, Part, Scenario, Scene, Words
from lms.courses.model import Lesson
from lms.courses.questions import Question
from lms.learning.asking import AskedQuestion
from lms.learning.marking import is_correct
from lms.learning.practising import Marked, Story, list_chosen, retell
from lms.learning.responding import list_values
from lms.learning.results import OptionResult, RowResult


@dataclass(frozen=True)
class Refused:
    """What was sent to an exercise and cannot be kept, and why."""

    key: str
    values: Sequence[str]
    message: str


@dataclass(frozen=True)
class Outcome:
    """What came of a check or a scene. An order and a match have `rows`, the others `options`."""

    is_right: bool
    options: Sequence[OptionResult]
    rows: Sequence[RowResult]

    @property
    def states(self) -> dict[str, str]:
        """What became of each option of a scene, by its key."""
        return {each.option.key: each.state for each in self.options}

    @property
    def found(self) -> int:
        return sum(each.is_chosen and each.option.is_correct for each in self.options)

    @property
    def to_find(self) -> int:
        return sum(each.option.is_correct for each in self.options)

    @property
    def mistaken(self) -> int:
        return sum(each.is_chosen and not each.option.is_correct for each in self.options)


@dataclass(frozen=True)
class ShownWords:
    html: str
    kind: Literal["words"] = "words"


@dataclass(frozen=True)
class ShownForBlock:
    block: ForBlock
    is_open: bool
    kind: Literal["for"] = "for"


@dataclass(frozen=True)
class ShownQuestion:
    """A check or a scene, with its controls while it has no `outcome`. `number` is its place on the page."""

    key: str
    number: int
    asked: AskedQuestion
    outcome: Outcome | None
    kind: Literal["check", "scene"]


@dataclass(frozen=True)
class ShownScenario:
    scenario: Scenario
    number: int
    story: Story
    choices: Sequence[Choice]
    message: str | None
    chosen: str | None
    kind: Literal["scenario"] = "scenario"

    @property
    def key(self) -> str:
        return self.scenario.key


ShownPart = ShownWords | ShownForBlock | ShownQuestion | ShownScenario


def list_parts(
    lesson: Lesson,
    audiences: frozenset[str],
    marked: Mapping[str, Sequence[Marked]],
    *,
    seed: int = 0,
    again: str | None = None,
    refused: Refused | None = None,
) -> list[ShownPart]:
    """The parts in order. `marked` has what was made of each exercise, by its key; `again` is one to do anew.

    `seed` fixes the order in which the steps of an order and the sides of a match are shown to this reader.
    """
    shown: list[ShownPart] = []
    number = 0
    for part in lesson.parts:
        if isinstance(part, Words):
            shown.append(ShownWords(part.html))
        elif isinstance(part, ForBlock):
            shown.append(ShownForBlock(part, not audiences.isdisjoint(part.audiences)))
        else:
            number += 1
            own = None if part.key == again else marked.get(part.key)
            complaint = refused if refused and refused.key == part.key else None
            shown.append(_show_exercise(part, number, own, seed, complaint))
    return shown


def _show_exercise(
    part: Part, number: int, marked: Sequence[Marked] | None, seed: int, refused: Refused | None
) -> ShownPart:
    if isinstance(part, Scenario):
        story = retell(part, marked or ()) or Story((), part.first)
        keys = _shuffle([choice.key for choice in story.now.choices], f"{seed}:{part.key}:{story.now.key}")
        return ShownScenario(
            part,
            number,
            story,
            choices=[story.now.get_choice(key) for key in keys],
            message=refused.message if refused else None,
            chosen=next(iter(refused.values), None) if refused else None,
        )
    assert isinstance(part, Check | Scene)
    question = part.question
    offered = list_offered(question, seed)
    chosen_keys = list_chosen(question, marked) if marked and not refused else None
    asked = AskedQuestion(
        position=number,
        question=question,
        options=[question.get_option(key) for key in offered],
        values=refused.values if refused else list_values(question, offered, chosen_keys),
        message=refused.message if refused else None,
    )
    outcome = None if chosen_keys is None else build_outcome(question, offered, chosen_keys)
    return ShownQuestion(part.key, number, asked, outcome, "scene" if isinstance(part, Scene) else "check")


def list_offered(question: Question, seed: int) -> list[str]:
    """The keys of the options in the order shown to one reader: that of the file may give the answer away."""
    keys = _shuffle([option.key for option in question.options], f"{seed}:{question.key}")
    if question.kind == "order" and tuple(keys) == question.right_response:
        keys.reverse()
    return keys


def _shuffle(keys: list[str], seed: str) -> list[str]:
    """In an order of the seed's own, by hashes: to begin a series of random numbers takes far longer."""
    return sorted(keys, key=lambda key: blake2b(f"{seed}:{key}".encode(), digest_size=8).digest())


def build_outcome(question: Question, offered: Sequence[str], chosen: Sequence[str]) -> Outcome:
    """What is said to whoever gave these keys."""
    known = question.by_key
    right = is_correct(question, chosen)
    if question.kind in ("order", "match"):
        words = [prompt.html for prompt in question.prompts] or [""] * len(question.right_response)
        rows = zip(words, question.right_response, chosen, strict=True)
        return Outcome(
            right, (), [RowResult(html, known[key], known.get(given)) for html, key, given in rows]
        )
    return Outcome(right, [OptionResult(known[key], key in chosen) for key in offered], ())
