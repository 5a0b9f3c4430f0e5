"""The sign-off list of this installation: its courses, and the pages of the partnership that use facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lms.courses.catalogue import load_catalogue
from lms.courses.sign_off import FILE, render_sign_off
from lms.errors import DomainError
from lms.partnership.fact_list import find_all_uses

DATA = Path(__file__).parent / "data"
HAND_WRITTEN = ("sign-off-before.md", "sign-off-after.md")


class BrokenCourses(DomainError):
    """Something is wrong with the courses, so that a list made from them would lack what they hold."""


def build_sign_off(courses: Path, today: date) -> tuple[Path, str]:
    """Where the list belongs, and its text. Raises BrokenCourses, naming the first thing to mend."""
    catalogue, problems = load_catalogue(courses, today)
    broken = [problem for problem in problems if problem.is_blocking]
    if broken:
        first = broken[0]
        raise BrokenCourses(
            f"Mend the courses first: {first.path}:{first.line}: {first.message} – {first.mend}"
        )
    uses = find_all_uses(courses, catalogue)
    before, after = ((DATA / name).read_text(encoding="utf-8") for name in HAND_WRITTEN)
    text = render_sign_off(catalogue.list_courses(), catalogue.facts, uses, before, after)
    return courses / FILE, text
