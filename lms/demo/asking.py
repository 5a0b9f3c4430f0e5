"""What fictional people said in the surveys of a course, before it, after it and 90 days later. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from lms.courses.model import Occasion, Question, Survey
from lms.demo.taking import Taken
from lms.learning.survey_timing import LATER_FROM

# Of those who start, so many answer or refuse; of those who answered, so many do so again.
ANSWER_BEFORE = 0.55
SKIP_BEFORE = 0.2
ANSWER_AGAIN: dict[Occasion, float] = {"after": 0.7, "later": 0.4}
# How sure people are on average, and how likely their answers are right: much is gained, and some lost again.
CONFIDENCE: dict[Occasion, float] = {"before": 4.1, "after": 7.2, "later": 6.5}
ACCURACY: dict[Occasion, float] = {"before": 0.5, "after": 0.88, "later": 0.74}


@dataclass(frozen=True)
class Said:
    """One occasion. Whoever skipped it said nothing: `confidences` and `answers` are then empty."""

    occasion: Occasion
    at: datetime
    confidences: dict[str, int]
    answers: dict[str, tuple[str, bool]]

    @property
    def is_skipped(self) -> bool:
        return not self.confidences


def ask(taken: Taken, ends_at: datetime, chance: random.Random) -> list[Said]:
    """All that was said in one enrolment before the moment `ends_at`."""
    survey = taken.course.survey
    roll = chance.random()
    began_at = taken.started_at + timedelta(seconds=20)
    if survey is None or began_at >= ends_at or roll >= ANSWER_BEFORE + SKIP_BEFORE:
        return []
    if roll >= ANSWER_BEFORE:
        return [Said("before", began_at, {}, {})]
    nature = chance.gauss(0, 1.3)
    said = [_say(survey, "before", began_at, nature, chance)]
    for occasion, share in ANSWER_AGAIN.items():
        if taken.ended_at and chance.random() < share:
            at = taken.ended_at + _delay(occasion, chance)
            said += [_say(survey, occasion, at, nature, chance)] if at < ends_at else []
    return said


def _delay(occasion: Occasion, chance: random.Random) -> timedelta:
    if occasion == "after":
        return timedelta(seconds=chance.randint(30, 300))
    return LATER_FROM + timedelta(days=chance.randint(0, 20), seconds=chance.randint(0, 20_000))


def _say(survey: Survey, occasion: Occasion, at: datetime, nature: float, chance: random.Random) -> Said:
    confidences = {
        key: min(10, max(0, round(CONFIDENCE[occasion] + nature + chance.gauss(0, 1.2))))
        for key, _ in survey.confidence
    }
    answers = {
        question.key: _answer(question, ACCURACY[occasion], chance)
        for question in survey.get_questions(occasion)
    }
    return Said(occasion, at, confidences, answers)


def _answer(question: Question, accuracy: float, chance: random.Random) -> tuple[str, bool]:
    """An option's key, and whether it is right."""
    is_right = chance.random() < accuracy
    option = chance.choice([each for each in question.options if each.is_correct == is_right])
    return option.key, is_right
