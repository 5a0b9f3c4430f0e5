"""The form of a survey: what it asks, what was given, and what is wrong with that. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lms.courses.model import Occasion, Survey
from lms.errors import InvalidInput
from lms.learning.asking import AskedQuestion
from lms.learning.responding import read_response

SCALE = tuple(str(value) for value in range(11))


@dataclass(frozen=True)
class AskedStatement:
    """A statement, and how sure somebody is of it: `value` is what the control shows, "" for nothing yet."""

    position: int
    key: str
    text: str
    value: str = ""
    message: str | None = None

    @property
    def field(self) -> str:
        return f"c{self.position}"


@dataclass(frozen=True)
class SurveyForm:
    """Statements come before questions, so that these do not change how sure anybody feels."""

    statements: Sequence[AskedStatement]
    questions: Sequence[AskedQuestion]

    @property
    def messages(self) -> list[tuple[str, str]]:
        """(field, message) of all that has to be put right, in the order of the page."""
        found = [(each.field, each.message) for each in self.statements]
        found += [(f"q{each.position}", each.message) for each in self.questions]
        return [(field, message) for field, message in found if message]

    @property
    def confidences(self) -> dict[str, int]:
        """By the statement's key. Only of a form without messages."""
        return {each.key: int(each.value) for each in self.statements}


def build_form(survey: Survey, occasion: Occasion) -> SurveyForm:
    """The empty form. The options stand as in the file: "I am not sure" belongs at the end."""
    statements = [
        AskedStatement(position, key, text) for position, (key, text) in enumerate(survey.confidence, 1)
    ]
    questions = [
        AskedQuestion(position, question, question.options, [], None)
        for position, question in enumerate(survey.get_questions(occasion), 1)
    ]
    return SurveyForm(statements, questions)


def read_form(survey: Survey, occasion: Occasion, given: Callable[[str], Sequence[str]]) -> SurveyForm:
    """The form as it was sent. `given` has the values of a field by its name."""
    empty = build_form(survey, occasion)
    return SurveyForm(
        [_read_statement(each, given(each.field)) for each in empty.statements],
        [_read_question(each, given(f"q{each.position}")) for each in empty.questions],
    )


def _read_statement(asked: AskedStatement, given: Sequence[str]) -> AskedStatement:
    value = given[0] if given and given[0] in SCALE else ""
    message = None if value else f"Choose a number from 0 to 10 for statement {asked.position}"
    return AskedStatement(asked.position, asked.key, asked.text, value, message)


def _read_question(asked: AskedQuestion, given: Sequence[str]) -> AskedQuestion:
    question = asked.question
    message = None
    try:
        kept = read_response(question, [option.key for option in question.options], given)
    except InvalidInput as error:
        kept, message = None, f"Question {asked.position}: {error}"
    if kept is None and message is None:
        message = f"Select an answer to question {asked.position}"
    return AskedQuestion(asked.position, question, asked.options, kept or [], message)
