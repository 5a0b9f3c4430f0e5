"""Collecting what is wrong, so that an author sees every problem at once and not one per try."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from lms.courses.model import Problem


class FileProblems:
    """The problems of one file, in the order in which they were found."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Problem] = []

    def error(self, line: int, message: str, mend: str) -> None:
        self.found.append(Problem(self.path, line, message, mend))

    def warning(self, line: int, message: str, mend: str) -> None:
        self.found.append(Problem(self.path, line, message, mend, "warning"))

    def overdue(self, line: int, message: str, mend: str) -> None:
        self.found.append(Problem(self.path, line, message, mend, is_overdue=True))


def suggest(word: str, known: Iterable[str]) -> str:
    """What the author may have meant by `word`, else what there is to choose from."""
    choices = sorted(known)
    near = get_close_matches(word, choices, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    if not choices:
        return "take it out"
    listed = ", ".join(choices if len(choices) <= 16 else [*choices[:10], "…"])
    return f"use one of: {listed}"
