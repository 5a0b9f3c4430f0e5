"""Drawing the questions of one attempt and the order of their options from a seed. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeVar

from lms.courses.model import Question, Quiz

T = TypeVar("T")


@dataclass(frozen=True)
class DrawnQuestion:
    """A question of an attempt, by its key, with the keys of its options in the order shown."""

    key: str
    options: tuple[str, ...]


def draw(quiz: Quiz, seed: int) -> tuple[DrawnQuestion, ...]:
    """The same quiz and seed give the same questions in the same order.

    Every module that a question names is drawn from at least once, or as many of them as there is room for. A
    quiz with a fixed order still draws by chance; what is drawn then keeps the order of the file.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    places = _draw_places(quiz.questions, quiz.question_count, chance)
    if not quiz.is_shuffled:
        places.sort()
    return tuple(_order_options(quiz.questions[place], quiz.is_shuffled, chance) for place in places)


def _draw_places(questions: Sequence[Question], count: int, chance: random.Random) -> list[int]:
    mixed = _mix(range(len(questions)), chance)
    first_of: dict[str, int] = {}
    for place in mixed:
        module = questions[place].module
        if module is not None:
            first_of.setdefault(module, place)
    firsts = list(first_of.values())
    drawn = [*firsts, *(place for place in mixed if place not in firsts)][:count]
    # Otherwise the one question of each module would always come first.
    return _mix(drawn, chance)


def _order_options(question: Question, is_shuffled: bool, chance: random.Random) -> DrawnQuestion:
    keys = [option.key for option in question.options]
    # The file has these in the right order: to show them as they stand would give it away.
    if is_shuffled or question.kind in {"order", "match"}:
        keys = _mix(keys, chance)
    return DrawnQuestion(question.key, tuple(keys))


def _mix(items: Iterable[T], chance: random.Random) -> list[T]:
    """The items in an order by chance: a number for each takes a third as long as a shuffle."""
    numbered = [(chance.random(), item) for item in items]
    numbered.sort(key=itemgetter(0))
    return [item for _, item in numbered]
