"""A question, wherever it is asked: in a quiz, as a knowledge check, or as the signs of a scene."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lms.errors import NotFound

QuestionKind = Literal["single", "several", "order", "match", "scene"]


@dataclass(frozen=True)
class Region:
    """Where something is in a picture, in the units of its viewBox, counted from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Region) -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True)
class Drawing:
    """The picture of a scene: its address, its text alternative, and its size in its own units."""

    address: str
    alt: str
    width: float
    height: float


@dataclass(frozen=True)
class Option:
    """A choice offered by a question. `html` never says whether it is right. A scene's has a `region`."""

    key: str
    html: str
    is_correct: bool
    feedback_html: str
    region: Region | None = None


@dataclass(frozen=True)
class Prompt:
    """The left side of a row to match; `answer` is the key of the option that belongs to it."""

    key: str
    html: str
    answer: str


@dataclass(frozen=True)
class Question:
    """A question. `html` is inline, for a legend; `body_html` is its context, often empty.

    The options of an order are in their right order. Those of a match are the right sides, each of them once;
    the `prompts` are the left sides, and `feedback_html` is about the whole. A scene has a `drawing`.
    `module` is the key of the module that a question of the final quiz is about, if it says so.
    """

    key: str
    kind: QuestionKind
    html: str
    body_html: str
    options: tuple[Option, ...]
    prompts: tuple[Prompt, ...] = ()
    drawing: Drawing | None = None
    feedback_html: str = ""
    module: str | None = None

    @property
    def correct_keys(self) -> frozenset[str]:
        return frozenset(option.key for option in self.options if option.is_correct)

    @cached_property
    def right_response(self) -> tuple[str, ...]:
        """The keys of the options that are right: for an order in that order, for a match one per prompt."""
        if self.kind == "match":
            return tuple(prompt.answer for prompt in self.prompts)
        return tuple(option.key for option in self.options if option.is_correct)

    @cached_property
    def by_key(self) -> dict[str, Option]:
        return {option.key: option for option in self.options}

    def get_option(self, key: str) -> Option:
        if key not in self.by_key:
            raise NotFound(f"There is no option {key!r} in question {self.key!r}.")
        return self.by_key[key]
