"""Practising: answering a check, looking for signs in a scene, deciding in a scenario. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lms.courses.exercises import Choice, Scenario, ScenarioStep
from lms.courses.questions import Question
from lms.errors import NotFound
from lms.learning.practice_models import Verdict

Marked = tuple[str, str | None, Verdict]
_RATINGS = {"best": Verdict.BEST, "acceptable": Verdict.ACCEPTABLE, "unsafe": Verdict.UNSAFE}


def judge(question: Question, chosen: Sequence[str]) -> list[Marked]:
    """Item, choice and verdict of every option; of every place of an order and every row of a match.

    `chosen` has the keys as `responding.read_response` gives them.
    """
    if question.kind in ("order", "match"):
        return [
            (item, given, Verdict.FOUND if given == right else Verdict.MISTAKEN)
            for item, right, given in zip(_list_items(question), question.right_response, chosen, strict=True)
        ]
    return [
        (option.key, None, _judge_option(option.is_correct, option.key in chosen))
        for option in question.options
    ]


def _judge_option(is_correct: bool, is_chosen: bool) -> Verdict:
    if is_chosen:
        return Verdict.FOUND if is_correct else Verdict.MISTAKEN
    return Verdict.MISSED if is_correct else Verdict.LEFT


def list_chosen(question: Question, marked: Sequence[Marked]) -> list[str] | None:
    """The way back from `judge`; None when the question has changed so much that it cannot be gone."""
    if question.kind in ("order", "match"):
        chosen = [choice or "" for _, choice, _ in marked]
        return chosen if _list_items(question) == [item for item, _, _ in marked] else None
    keys = {option.key for option in question.options}
    if keys != {item for item, _, _ in marked}:
        return None
    return [item for item, _, verdict in marked if verdict in (Verdict.FOUND, Verdict.MISTAKEN)]


def _list_items(question: Question) -> list[str]:
    return [prompt.key for prompt in question.prompts] or list(question.right_response)


@dataclass(frozen=True)
class Decision:
    """A decision that was made, at the step where it was."""

    step: ScenarioStep
    choice: Choice


@dataclass(frozen=True)
class Story:
    """How far somebody is in a scenario: the decisions made, and the step that these led to."""

    decisions: tuple[Decision, ...]
    now: ScenarioStep

    @property
    def is_over(self) -> bool:
        return self.now.is_ending

    @property
    def is_safe(self) -> bool:
        return all(decision.choice.rating != "unsafe" for decision in self.decisions)


def rate(choice: Choice) -> Verdict:
    return _RATINGS[choice.rating]


def retell(scenario: Scenario, marked: Sequence[Marked]) -> Story | None:
    """The story that these decisions tell; None when the scenario was changed and they lead nowhere now."""
    now = scenario.first
    decisions = []
    try:
        for step, key, _ in marked:
            if step != now.key or key is None:
                return None
            choice = now.get_choice(key)
            decisions.append(Decision(now, choice))
            now = scenario.get_step(choice.leads_to)
    except NotFound:
        return None
    return Story(tuple(decisions), now)
