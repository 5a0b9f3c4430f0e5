"""What a lesson is made of: words, knowledge checks, scenes, scenarios, and blocks for some readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lms.courses.questions import Question
from lms.errors import NotFound

Rating = Literal["best", "acceptable", "unsafe"]


@dataclass(frozen=True)
class Words:
    """A stretch of a lesson that is the same for everybody."""

    html: str


@dataclass(frozen=True)
class ForBlock:
    """A stretch for some readers, open for them; everybody else can open it. `audiences` are keys."""

    audiences: tuple[str, ...]
    title: str
    html: str


@dataclass(frozen=True)
class Check:
    """One question in a lesson, with feedback at once and no score."""

    question: Question

    @property
    def key(self) -> str:
        return self.question.key


@dataclass(frozen=True)
class Scene:
    """A picture in which the learner finds the signs. They are the correct options of its question."""

    question: Question

    @property
    def key(self) -> str:
        return self.question.key


@dataclass(frozen=True)
class Choice:
    """A way to go on from a step of a scenario. `leads_to` is the key of another step."""

    key: str
    html: str
    leads_to: str
    rating: Rating
    feedback_html: str


@dataclass(frozen=True)
class ScenarioStep:
    """What happens, and the decision it asks for; a step without choices is an ending."""

    key: str
    title: str
    html: str
    choices: tuple[Choice, ...]

    @property
    def is_ending(self) -> bool:
        return not self.choices

    def get_choice(self, key: str) -> Choice:
        for choice in self.choices:
            if choice.key == key:
                return choice
        raise NotFound(f"There is no choice {key!r} in step {self.key!r}.")


@dataclass(frozen=True)
class Scenario:
    """A branching story of decisions. It begins with its first step; every path comes to an ending."""

    key: str
    title: str
    html: str
    steps: tuple[ScenarioStep, ...]

    @property
    def first(self) -> ScenarioStep:
        return self.steps[0]

    def get_step(self, key: str) -> ScenarioStep:
        for step in self.steps:
            if step.key == key:
                return step
        raise NotFound(f"There is no step {key!r} in scenario {self.key!r}.")


Exercise = Check | Scene | Scenario
Part = Words | ForBlock | Check | Scene | Scenario


def walk_exercises(parts: tuple[Part, ...]) -> Iterator[Exercise]:
    """The parts that ask for something, in order."""
    for part in parts:
        if isinstance(part, Check | Scene | Scenario):
            yield part
