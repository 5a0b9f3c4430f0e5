"""One sitting of a quiz, drawn and marked by the platform's own rules. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lms.courses.model import Question, Quiz
from lms.learning import marking
from lms.learning.drawing import DrawnQuestion, draw

SEEDS = 2**31
SECONDS_FOR_A_QUESTION = (14, 55)
SECONDS_TO_SUBMIT = timedelta(seconds=8)


@dataclass(frozen=True)
class Given:
    """What was given to one question. `is_correct` is None until the attempt has been submitted."""

    question: DrawnQuestion
    chosen: tuple[str, ...] | None
    is_correct: bool | None
    saved_at: datetime | None


@dataclass(frozen=True)
class Sitting:
    """One attempt of a quiz. `submitted_at` is None when it was left open."""

    quiz: Quiz
    number: int
    seed: int
    started_at: datetime
    given: tuple[Given, ...]
    submitted_at: datetime | None

    @property
    def score(self) -> int | None:
        return None if self.submitted_at is None else sum(bool(each.is_correct) for each in self.given)

    @property
    def is_passed(self) -> bool | None:
        if self.score is None:
            return None
        return marking.has_passed(self.score, len(self.given), self.quiz.pass_mark)

    @property
    def active_at(self) -> datetime:
        """When something was last done in it."""
        saved = [each.saved_at for each in self.given if each.saved_at]
        return self.submitted_at or max(saved, default=self.started_at)


def sit(quiz: Quiz, number: int, at: datetime, accuracy: float, chance: random.Random) -> Sitting:
    """A sitting that begins at `at` (UTC); each response is right with the probability `accuracy`."""
    seed, started_at, given = chance.randrange(SEEDS), at, []
    for drawn in draw(quiz, seed):
        at += timedelta(seconds=chance.randint(*SECONDS_FOR_A_QUESTION))
        given.append(_respond(quiz.get_question(drawn.key), drawn, at, accuracy, chance))
    return Sitting(quiz, number, seed, started_at, tuple(given), at + SECONDS_TO_SUBMIT)


def left_open(sitting: Sitting, responses: int) -> Sitting:
    """The same sitting if the learner had gone away after this many responses."""
    kept = [replace(each, is_correct=None) for each in sitting.given[:responses]]
    blank = [Given(each.question, None, None, None) for each in sitting.given[responses:]]
    return replace(sitting, given=(*kept, *blank), submitted_at=None)


def _respond(
    question: Question, drawn: DrawnQuestion, at: datetime, accuracy: float, chance: random.Random
) -> Given:
    is_right = chance.random() < accuracy
    if question.kind in ("order", "match"):
        in_order = question.right_response if is_right else _swap(question.right_response)
    else:
        chosen = question.correct_keys if is_right else _choose_wrongly(question, chance)
        in_order = tuple(key for key in drawn.options if key in chosen)
    return Given(drawn, in_order, marking.is_correct(question, in_order), at)


def _swap(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The first and the last the other way round: the commonest slip."""
    return (keys[-1], *keys[1:-1], keys[0])


def _choose_wrongly(question: Question, chance: random.Random) -> frozenset[str]:
    """A wrong option; of several, the right ones with one too few or one too many."""
    wrong = [option.key for option in question.options if not option.is_correct]
    right = sorted(question.correct_keys)
    if question.kind == "single":
        return frozenset([chance.choice(wrong)])
    if wrong and (len(right) == 1 or chance.random() < 0.5):
        return frozenset([*right, chance.choice(wrong)])
    return frozenset(right) - {chance.choice(right)}
