"""Drawing the questions of one attempt and the order of their options from a seed. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass

from lms.courses.model import Question, Quiz


@dataclass(frozen=True)
class DrawnQuestion:
    """A question of an attempt, by its key, with the keys of its options in the order shown."""

    key: str
    options: tuple[str, ...]


def draw(quiz: Quiz, seed: int) -> tuple[DrawnQuestion, ...]:
    """The same quiz and seed give the same questions in the same order.

    A quiz with a fixed order still draws by chance; what is drawn then keeps the order of the file.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    places = chance.sample(range(len(quiz.questions)), quiz.question_count)
    if not quiz.is_shuffled:
        places.sort()
    return tuple(_order_options(quiz.questions[place], quiz.is_shuffled, chance) for place in places)


def _order_options(question: Question, is_shuffled: bool, chance: random.Random) -> DrawnQuestion:
    keys = [option.key for option in question.options]
    if is_shuffled:
        chance.shuffle(keys)
    return DrawnQuestion(question.key, tuple(keys))
