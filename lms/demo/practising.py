"""What fictional people did in the exercises of the lessons they went through, the first time. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from lms.courses.exercises import Exercise, Scenario
from lms.courses.questions import Question
from lms.demo.taking import Taken
from lms.learning.practising import Marked, judge, rate

PRACTISE = 0.8
# Some signs are easier than others: between these shares of the people see each for what it is.
SEEN = (0.45, 0.95)
DECIDED_WELL = 0.7
# How long before the end of the lesson an exercise was done.
BEFORE_THE_END = timedelta(seconds=20)


@dataclass(frozen=True)
class Practised:
    """`lesson` is "module/lesson"."""

    lesson: str
    exercise: str
    at: datetime
    marked: tuple[Marked, ...]


def practise(taken: Taken, chance: random.Random) -> Iterator[Practised]:
    """Every exercise that was done in one enrolment; some are passed over."""
    for key, at in taken.lessons:
        module, _, name = key.partition("/")
        for exercise in taken.course.get_lesson(module, name).exercises:
            if chance.random() < PRACTISE:
                yield Practised(key, exercise.key, at - BEFORE_THE_END, tuple(_do(exercise, chance)))


def _do(exercise: Exercise, chance: random.Random) -> list[Marked]:
    if isinstance(exercise, Scenario):
        return _decide(exercise, chance)
    return judge(exercise.question, _choose(exercise.question, chance))


def _choose(question: Question, chance: random.Random) -> list[str]:
    right = list(question.right_response)
    if question.kind in ("order", "match"):
        return right if chance.random() < DECIDED_WELL else right[::-1]
    return [
        option.key
        for option in question.options
        if option.is_correct == (chance.random() < _share_who_see(option.key))
    ]


def _share_who_see(key: str) -> float:
    """The same for everybody, so that the figures have something to tell."""
    return random.Random(key).uniform(*SEEN)  # noqa: S311 – nothing secret is drawn.


def _decide(scenario: Scenario, chance: random.Random) -> list[Marked]:
    made: list[Marked] = []
    step = scenario.first
    while step.choices:
        wanted = "best" if chance.random() < DECIDED_WELL else None
        offered = [each for each in step.choices if wanted in (None, each.rating)]
        choice = chance.choice(offered)
        made.append((step.key, choice.key, rate(choice)))
        step = scenario.get_step(choice.leads_to)
    return made
