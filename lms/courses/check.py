"""The content check that authors run: every problem at once, in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from lms.courses.catalogue import load_catalogue
from lms.courses.measure_checks import check_measures
from lms.courses.model import Problem
from lms.courses.sources import read_sources
from lms.errors import NotFound


def check_courses(path: Path, today: date) -> list[Problem]:
    """All problems of the courses folder, or of the one course whose folder `path` is, by file and line.

    Raises NotFound when there is no such folder, or when it is one inside a course.
    """
    folder = path.absolute()
    if not folder.is_dir():
        raise NotFound(f"There is no folder {folder}.")
    if (folder.parent / "course.yaml").is_file():
        raise NotFound(f"{folder} is a part of a course: check {folder.parent}.")
    if not (folder / "course.yaml").is_file():
        return _in_order(_list_problems(path, today))
    problems = _list_problems(folder.parent, today)
    prefixes = (f"{folder.parent.name}/{folder.name}/", f"{folder.parent.name}/facts.yaml")
    return _in_order(problem for problem in problems if problem.path.startswith(prefixes))


def _list_problems(path: Path, today: date) -> list[Problem]:
    catalogue, problems = load_catalogue(path, today)
    return problems + check_measures(read_sources(path)[0], catalogue.facts)


def render_problems(problems: Sequence[Problem]) -> str:
    """One line for each problem, then a summary; facts that await sign-off are only counted there."""
    shown = [problem for problem in problems if not problem.is_awaiting_sign_off]
    waiting = sum(problem.is_awaiting_sign_off for problem in problems)
    lines = [_render_problem(problem) for problem in shown]
    overdue = sum(problem.is_overdue for problem in shown)
    errors = sum(problem.severity == "error" for problem in shown) - overdue
    warnings = len(shown) - errors - overdue
    counts = [
        _count(errors, "error"),
        _count(warnings, "warning"),
        _count(overdue, "review overdue", "reviews overdue"),
        _count(waiting, "fact awaiting sign-off", "facts awaiting sign-off"),
    ]
    return "\n".join([*lines, ", ".join(counts) + "."])


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(set(problems), key=lambda found: (found.path, found.line, found.severity, found.message))


def _render_problem(problem: Problem) -> str:
    kind = "warning: " if problem.severity == "warning" else ""
    return f"{problem.path}:{problem.line}: {kind}{problem.message} – {problem.mend}"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"
