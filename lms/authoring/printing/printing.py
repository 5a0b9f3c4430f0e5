"""Printing one course of a folder, as the command does it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lms.authoring.printing.pack import build_pack
from lms.authoring.printing.pdf import render_pack
from lms.courses.catalogue import is_blocked, load_catalogue
from lms.courses.fact_uses import find_uses
from lms.courses.sources import read_sources
from lms.errors import DomainError

# Asked on a screen before and after, or shown only to those who trained before.
_NOT_PRINTED = ("survey.md", "changes/")


class BrokenCourse(DomainError):
    """A course that nobody would be served is not printed either."""


def print_course(root: Path, key: str, partnership: str, today: date, *, with_answers: bool) -> bytes:
    """The print pack of the course `key` below `root`.

    Raises NotFound when there is none, BrokenCourse when it has errors, and UnprintableCourse when no font
    on this machine has a character of it.
    """
    catalogue, problems = load_catalogue(root, today)
    sources, _ = read_sources(root)
    if is_blocked(sources, key, problems):
        raise BrokenCourse(f"The course {key!r} has errors. See them with: lms courses check")
    course = catalogue.get_course(key)
    uses = find_uses(sources, catalogue)
    folder = f"{sources.label}/{key}/"
    used = [
        fact
        for fact, places in uses.items()
        for use in places
        if use.where.startswith(folder) and not use.where.removeprefix(folder).startswith(_NOT_PRINTED)
    ]
    pack = build_pack(course, catalogue.facts, sorted(set(used)), partnership, today)
    return render_pack(pack, with_answers)
