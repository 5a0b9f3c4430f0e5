"""How long a course takes and how hard it is to read, measured from its files and never while serving.

A reader of plain prose on a screen manages 200 to 250 words a minute; ours read between two other jobs, so
200 are counted. An exercise has a time of its own, which includes reading its words, because what is read
of one depends on what is chosen: its words are not counted again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lms.courses.blocks import Piece, split_blocks
from lms.courses.documents import Document, split_document
from lms.courses.drafts import draft_question
from lms.courses.facts import Facts
from lms.courses.marked_yaml import MarkedYaml
from lms.courses.problems import FileProblems
from lms.courses.prose import Sentence, count_words, read_sentences
from lms.courses.quizzes import split_questions

WORDS_PER_MINUTE = 200
# In minutes, with what each is for.
EXERCISE_MINUTES: Mapping[str, float] = {
    # A sentence or two of context, three or four options, one line of feedback.
    "check": 0.5,
    # The same, but by now the matter is known, and feedback comes at the end for all questions.
    "question": 0.4,
    # Each item is read, compared and moved or chosen for.
    "order": 0.75,
    "match": 0.75,
    # Looking at a picture, choosing among eight details, reading what each can mean.
    "scene": 1.5,
    # Two to four decisions: about 300 words of story on one path, and the time to decide.
    "scenario": 2.0,
}


@dataclass(frozen=True)
class Measure:
    """What one file asks of its reader. `words` are those outside exercises; `sentences` are all of them.

    `stated` is how many minutes its front matter says, None when it says nothing readable, and `line` where.
    """

    words: int
    minutes: float
    sentences: tuple[Sentence, ...]
    stated: int | None = None
    line: int = 1


def measure_lesson(text: str, facts: Facts) -> Measure:
    """A lesson, from the whole text of its file."""
    document = _read(text)
    scratch = FileProblems("")
    pieces = split_blocks(document.body, document.body_line, scratch)
    sentences = read_sentences(document.body, document.body_line, facts)
    words = _count_read_words(pieces, sentences)
    exercises = sum(_minutes_of(piece) for piece in pieces if piece.is_exercise)
    return Measure(
        words,
        words / WORDS_PER_MINUTE + exercises,
        tuple(sentences),
        _find_number("minutes", document),
        document.front.line_of(("minutes",)),
    )


def measure_quiz(text: str, facts: Facts) -> Measure:
    """A quiz, from the whole text of its file. One attempt counts: `draw` questions of the average length."""
    document = _read(text)
    rows = list(enumerate(document.body.split("\n"), document.body_line))
    asked = split_questions(rows, FileProblems(""), names=("module",))
    each = [
        _minutes_of_question(
            draft.form, any("at=" in words for option in draft.options for words in option.text)
        )
        for draft, _ in asked
    ]
    draw = _find_number("draw", document)
    count = len(each) if draw is None else draw
    minutes = sum(each) / len(each) * count if each else 0.0
    return Measure(0, minutes, tuple(read_sentences(document.body, document.body_line, facts)))


def _read(text: str) -> Document:
    """The file in its parts. Without front matter, which is reported elsewhere, all of it is the body."""
    return split_document(text, FileProblems("")) or Document(MarkedYaml(), text, 1)


def _find_number(name: str, document: Document) -> int | None:
    front = document.front.value
    value = front.get(name) if isinstance(front, dict) else None
    return value if isinstance(value, int) else None


def _count_read_words(pieces: Iterable[Piece], sentences: Sequence[Sentence]) -> int:
    """The words that one reader meets: of blocks side by side for different readers, the longest."""
    total = 0
    for name, group in groupby((piece for piece in pieces if not piece.is_exercise), _group_of):
        counts = [count_words(_list_within(piece, sentences)) for piece in group]
        total += max(counts) if name == "for" else sum(counts)
    return total


def _group_of(piece: Piece) -> str:
    return piece.name if piece.name == "for" else ""


def _list_within(piece: Piece, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a piece; a block has its title on the line before its text."""
    first = piece.line - 1 if piece.name else piece.line
    last = piece.line + piece.text.count("\n")
    return [sentence for sentence in sentences if first <= sentence.line <= last]


def _minutes_of(piece: Piece) -> float:
    if piece.name != "check":
        return EXERCISE_MINUTES[piece.name or "check"]
    rows = list(enumerate(piece.text.split("\n"), piece.line))
    form = draft_question(piece.line, piece.title, rows, FileProblems("")).form
    return EXERCISE_MINUTES["check" if form == "choice" else form]


def _minutes_of_question(form: str, has_regions: bool) -> float:
    return EXERCISE_MINUTES["scene" if has_regions else "question" if form == "choice" else form]


def longest(sentences: Sequence[Sentence], number: int = 3) -> list[Sentence]:
    """The longest sentences, the longest first."""
    read = [sentence for sentence in sentences if sentence.is_read_as_sentence]
    return sorted(read, key=lambda sentence: -len(sentence.words))[:number]
