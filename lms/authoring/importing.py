"""Importing a question bank: what was taken, what was not and why, and what is left for the author to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lms.authoring.gift import read_gift
from lms.authoring.imported import Bank, Note
from lms.authoring.moodle_xml import UnreadableBank, read_moodle_xml
from lms.authoring.quiz_writing import render_quiz
from lms.courses.facts import Facts
from lms.courses.markdown import Renderer
from lms.courses.model import Problem
from lms.courses.places import Places
from lms.courses.problems import FileProblems
from lms.courses.quizzes import load_quiz
from lms.errors import InvalidInput

LARGEST_BANK = 20_000_000


@dataclass(frozen=True)
class Imported:
    """The outcome of an import. `problems` are those of the quiz that was written."""

    source: str
    target: Path
    taken: int
    notes: Sequence[Note]
    problems: Sequence[Problem]

    def render(self) -> str:
        """The report for a terminal: each line names a file and a line of it, or counts."""
        refused = sum(note.is_refusal for note in self.notes)
        lines = [self._render_note(note) for note in self.notes]
        lines.append(f"{self.taken} of {self.taken + refused} questions are now in {self.target}.")
        if self.problems:
            lines += ["Still to do there:", *(_render_problem(problem) for problem in self.problems)]
        return "\n".join(lines)

    def _render_note(self, note: Note) -> str:
        kind = "not taken" if note.is_refusal else "look at this"
        name = f" {note.name[:60]!r}" if note.name else ""
        return f"{self.source}:{note.line}: {kind}:{name} {note.message} – {note.mend}"


def import_bank(source: Path, target: Path, title: str, facts: Facts) -> Imported:
    """Write the questions of a GIFT or Moodle XML file as a quiz.

    Raises InvalidInput when there is a file at `target` or no question to write, UnreadableBank when the bank
    is broken.
    """
    if target.exists():
        raise InvalidInput("to", f"{target} is there already, and nothing is overwritten: name another file.")
    bank = read_bank(source)
    if not bank.questions:
        reasons = "".join(f"\n  line {note.line}: {note.message}" for note in bank.notes)
        raise InvalidInput("file", f"There is no question in {source} that can be taken.{reasons}")
    bank.remark_feedback()
    text = render_quiz(title, bank.questions)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return Imported(str(source), target, len(bank.questions), bank.notes, check_quiz(text, target, facts))


def read_bank(source: Path) -> Bank:
    """The questions of the file, whichever of the two formats it has. Raises UnreadableBank."""
    if source.stat().st_size > LARGEST_BANK:
        raise UnreadableBank(f"{source} is larger than 20 MB: export fewer questions at a time.")
    content = source.read_bytes()
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return read_moodle_xml(content)
    try:
        return read_gift(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableBank(f"{source} is not UTF-8 text: save it with the encoding UTF-8.") from error


def check_quiz(text: str, target: Path, facts: Facts) -> list[Problem]:
    """What the content check will say of this quiz, wherever it is kept."""
    problems = FileProblems(str(target))
    places = Places(f"course/{target.name}", [], {})
    load_quiz("quiz", text, 1.0, Renderer(facts), places, problems)
    return sorted(problems.found, key=lambda problem: problem.line)


def _render_problem(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}: {problem.message} – {problem.mend}"
