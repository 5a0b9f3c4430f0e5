"""The questions of an open attempt, as its page shows them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.courses.model import Option, Question, Quiz
from lms.learning.models import Attempt
from lms.learning.own_attempts import OwnAttempt, OwnResponse
from lms.learning.responding import is_complete, list_values


@dataclass
class AskedQuestion:
    """`options` are in the order drawn; `values` are what the controls show; `message` says what is wrong.

    What the controls show of a response that `is_refused` is not kept.
    """

    position: int
    question: Question
    options: Sequence[Option]
    values: Sequence[str]
    message: str | None
    is_refused: bool = False


def list_questions(
    attempt: OwnAttempt,
    quiz: Quiz,
    sent: Mapping[int, Sequence[str]],
    messages: Mapping[int, str],
) -> list[AskedQuestion]:
    """With what was kept, or with what was `sent` where that was refused. Both mappings are by position."""
    return [
        _ask(
            response,
            quiz.by_key[response.question],
            sent.get(response.position),
            messages.get(response.position),
        )
        for response in attempt.responses
    ]


def _ask(
    response: OwnResponse, question: Question, sent: Sequence[str] | None, message: str | None
) -> AskedQuestion:
    shown = [question.by_key[key] for key in response.options]
    kept = list_values(question, response.options, response.chosen)
    values = kept if sent is None else sent
    return AskedQuestion(response.position, question, shown, values, message, is_refused=sent is not None)


def list_unanswered(attempt: Attempt | OwnAttempt, quiz: Quiz) -> list[int]:
    """The positions, from 1, of the questions that have no response yet or only part of one."""
    return [
        response.position
        for response in attempt.responses
        if not is_complete(quiz.by_key[response.question], response.chosen)
    ]
