"""A question taken from another system's bank, before it is written in our words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Form = Literal["choice", "order", "match"]


@dataclass(frozen=True)
class ImportedOption:
    """`words` and `feedback` are Markdown already, the words on one line."""

    words: str
    is_correct: bool
    feedback: str = ""


@dataclass(frozen=True)
class ImportedQuestion:
    """A question that a quiz of ours can ask. `line` is where it stands in the bank.

    `text` is what it asks, as Markdown paragraphs. Options of an order are in their right order.
    """

    line: int
    name: str
    text: str
    form: Form
    options: tuple[ImportedOption, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    feedback: str = ""


@dataclass(frozen=True)
class Note:
    """What could not be taken, or not all of it, and why. `line` is one of the bank."""

    line: int
    name: str
    message: str
    mend: str
    is_refusal: bool = True


@dataclass
class Bank:
    """What was found in a file, in its order."""

    questions: list[ImportedQuestion] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def refuse(self, line: int, name: str, message: str, mend: str) -> None:
        self.notes.append(Note(line, name, message, mend))

    def remark_feedback(self) -> None:
        """Point out each question whose options have to do with the feedback of the whole."""
        for question in self.questions:
            if question.feedback and any(not option.feedback for option in question.options):
                self.remark(question.line, question.name, *WHOLE)
        self.notes.sort(key=lambda note: note.line)

    def remark_statements(self) -> None:
        """Point out each statement to call true or false: our headings ask."""
        for question in self.questions:
            words = {option.words for option in question.options}
            if words == {"True", "False"} and not question.text.rstrip().endswith("?"):
                self.remark(question.line, question.name, *STATEMENT)
        self.notes.sort(key=lambda note: note.line)

    def remark(self, line: int, name: str, message: str, mend: str) -> None:
        self.notes.append(Note(line, name, message, mend, is_refusal=False))


WHOLE = (
    "its feedback is about the whole question, and was given to each option",
    "say under each option why that one is right or wrong",
)
STATEMENT = (
    "its heading is a statement, and no question",
    "make its heading a question, such as 'Is it true that …?'",
)
# Why each kind of question that we do not ask is left out, and what its author can do instead.
TYPED = ("the answer is typed", "make it a choice: write the answers that people might type as options")
ESSAY = (
    "it asks for a text, which somebody would have to mark",
    "make it a choice between courses of action",
)
NO_ANSWER = ("it has no answers", "put its words into a lesson")
NUMBER = ("the answer is a number", "make it a choice between numbers")


def take_weights(
    options: list[tuple[str, float, str]], line: int, name: str, bank: Bank
) -> tuple[ImportedOption, ...]:
    """Options from (words, weight from -1 to 1, feedback); ours are only right or wrong."""
    right = [weight for _, weight, _ in options if weight > 0]
    if len(set(right)) > 1:
        message = "some options are worth more than others, and ours are only right or wrong"
        bank.remark(line, name, message, "look whether each option that is marked as right really is")
    return tuple(ImportedOption(words, weight > 0, feedback) for words, weight, feedback in options)
