"""The list of what a practitioner has to confirm before the first learner starts: courses/SIGN-OFF.md.

It is made from the files alone and never from the calendar, so that it changes only when they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lms.courses.fact_uses import Uses
from lms.courses.facts import Facts, write_date
from lms.courses.model import Confirmation, Course, Fact

FILE = "SIGN-OFF.md"


def render_sign_off(courses: Sequence[Course], facts: Facts, uses: Uses, before: str, after: str) -> str:
    """The whole file, between what is written by hand. Courses come in their own order, facts by key."""
    waiting = facts.list_awaiting_sign_off()
    gaps = sorted((fact for fact in facts if not fact.is_publishable), key=lambda fact: fact.key)
    parts = [
        before,
        _render_standing(courses, waiting, uses),
        "## Facts that are published and await sign-off\n",
        _render_table(
            ("Fact", "What it says", "Where to look", "Used in", "Owner"),
            (
                (f"`{fact.key}`", _say(fact), fact.source, _name_uses(fact, uses), fact.owner)
                for fact in waiting
            ),
        ),
        *(_render_course(course) for course in courses),
        "## Gaps that are kept out\n",
        "Facts with `status: unconfirmed`. The content check refuses a lesson that uses one.\n",
        _render_table(
            ("Fact", "What is missing", "Where to ask", "Owner"),
            ((f"`{fact.key}`", fact.label, fact.source, fact.owner) for fact in gaps),
        ),
        after,
    ]
    return "\n".join(parts)


def _render_standing(courses: Sequence[Course], waiting: Sequence[Fact], uses: Uses) -> str:
    rows = []
    for course in courses:
        points = list(_list_points(course))
        done = sum(point.confirmed is not None for point in points)
        count = sum(course.title in _list_courses(fact, uses) for fact in waiting)
        rows.append((course.title, str(count), str(len(points) - done), str(done), course.owner))
    heads = ("Course", "Facts that await sign-off", "Practice: open", "Practice: confirmed", "Owner")
    return "## Where it stands\n\n" + _render_table(heads, rows)


def _render_course(course: Course) -> str:
    rows = [
        (module.title, point.what, point.who, _stand_of(point))
        for module in course.modules
        for point in module.to_confirm
    ]
    table = _render_table(("Module", "What to confirm", "Who can confirm it", "Where it stands"), rows)
    return f"## Practice in “{course.title}”\n\n{table}"


def _list_points(course: Course) -> Iterator[Confirmation]:
    for module in course.modules:
        yield from module.to_confirm


def _stand_of(point: Confirmation) -> str:
    if point.confirmed is None:
        return "open"
    return f"confirmed on {write_date(point.confirmed)}" + (f" by {point.by}" if point.by else "")


def _say(fact: Fact) -> str:
    return f"{fact.label}: {fact.value}"


def _name_uses(fact: Fact, uses: Uses) -> str:
    return "; ".join(_list_courses(fact, uses)) or "nothing yet"


def _list_courses(fact: Fact, uses: Uses) -> list[str]:
    """The courses and pages that use the fact: which lesson it is would make this file change too often."""
    return list(dict.fromkeys(use.owner for use in uses.get(fact.key, ())))


def _render_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    listed = [heads, ["---"] * len(heads), *rows]
    if len(listed) == 2:
        return "Nothing.\n"
    return "\n".join(f"| {' | '.join(_write_cell(cell) for cell in row)} |" for row in listed) + "\n"


def _write_cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
