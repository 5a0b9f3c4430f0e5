"""Importing a question bank: what was taken, what was not and why, and what is left for the author to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lms.authoring.gift import read_gift
from lms.authoring.imported import NO_ANSWER, Bank, Note
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
MOST_REASONS = 5
# How a zip and a newer Word file begin, an older one, a PDF, what a word processor exports, and a backup.
_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x1f\x8b")


@dataclass(frozen=True)
class Imported:
    """The outcome of an import. `problems` are those of the quiz; `is_folder_new`: so is where it is."""

    source: str
    target: Path
    taken: int
    notes: Sequence[Note]
    problems: Sequence[Problem]
    is_folder_new: bool = False

    def render(self) -> str:
        """The report for a terminal: each line names a file and a line of it, or counts."""
        refused = sum(note.is_refusal for note in self.notes)
        lines = [self._render_note(note) for note in self.notes]
        lines.append(f"{self.taken} of {self.taken + refused} questions are now in {self.target}.")
        if self.is_folder_new:
            lines.append(
                f"Made a new folder: {self.target.parent}. If you meant another, move the file there."
            )
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
        message = f"{target} is there already, and nothing is overwritten: name another file, and copy"
        raise InvalidInput("to", f"{message} the questions over.")
    bank = read_bank(source)
    if not bank.questions:
        raise InvalidInput("file", f"There is no question in {source} that can be taken{_explain(bank)}")
    bank.remark_feedback()
    bank.remark_statements()
    text = render_quiz(title, bank.questions)
    is_folder_new = not target.parent.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    problems = check_quiz(text, target, facts)
    return Imported(str(source), target, len(bank.questions), bank.notes, problems, is_folder_new)


def _explain(bank: Bank) -> str:
    """Why nothing was taken. A text that is no bank at all is one reason, and not one for each paragraph."""
    if sum(note.message == NO_ANSWER[0] for note in bank.notes) * 2 >= len(bank.notes):
        return ": it looks like no question bank. Export the questions as GIFT or Moodle XML."
    reasons = [f"\n  line {note.line}: {note.message}" for note in bank.notes[:MOST_REASONS]]
    left = len(bank.notes) - len(reasons)
    return "".join([".", *reasons, f"\n  and {left} more" if left else ""])


def read_bank(source: Path) -> Bank:
    """The questions of the file, whichever of the two formats it has. Raises UnreadableBank."""
    if source.stat().st_size > LARGEST_BANK:
        raise UnreadableBank(f"{source} is larger than 20 MB: export fewer questions at a time.")
    content = source.read_bytes()
    if content.startswith(_DOCUMENTS):
        message = f"{source} is a document or an archive, and no question bank: export the questions as"
        raise UnreadableBank(f"{message} GIFT or Moodle XML.")
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
