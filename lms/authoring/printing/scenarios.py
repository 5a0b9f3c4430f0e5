"""Scenarios on paper: the steps have numbers, the choices letters, and each choice says where to go on."""

from __future__ import annotations

from dataclasses import dataclass

from lms.authoring.printing.questions import letter
from lms.courses.exercises import Choice, Scenario, ScenarioStep

RATINGS = {"best": "Best", "acceptable": "Acceptable", "unsafe": "Unsafe"}


@dataclass(frozen=True)
class PaperChoice:
    mark: str
    choice: Choice
    leads_to: int

    @property
    def rating(self) -> str:
        return RATINGS[self.choice.rating]


@dataclass(frozen=True)
class PaperStep:
    number: int
    step: ScenarioStep
    choices: tuple[PaperChoice, ...]


@dataclass(frozen=True)
class PaperScenario:
    number: int
    scenario: Scenario
    steps: tuple[PaperStep, ...]


def build_paper_scenario(number: int, scenario: Scenario) -> PaperScenario:
    """The story as it is printed; on paper it is `number`."""
    numbers = {step.key: place for place, step in enumerate(scenario.steps, 1)}
    steps = tuple(
        PaperStep(
            numbers[step.key],
            step,
            tuple(
                PaperChoice(letter(place), choice, numbers[choice.leads_to])
                for place, choice in enumerate(step.choices, 1)
            ),
        )
        for step in scenario.steps
    )
    return PaperScenario(number, scenario, steps)
