"""What people miss when they practise: signs overlooked, details taken for signs, decisions that were unsafe.

Only the first time of each enrolment counts: whoever looks again knows what was there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from lms.courses.exercises import Scenario, Scene
from lms.courses.model import Course, Lesson
from lms.extensions import db
from lms.learning.models import Enrolment
from lms.learning.practice_models import Practice, PracticeChoice, Verdict

# A share of fewer people says nothing.
FEWEST = 5
Counts = dict[tuple[str, str, str, str | None], dict[Verdict, int]]


@dataclass(frozen=True)
class Slip:
    """Something that people got wrong. `html` says what, `place` where; `count` of `people` did so."""

    place: str
    html: str
    count: int
    people: int

    @property
    def share(self) -> float:
        return self.count / self.people


@dataclass(frozen=True)
class Slips:
    """By what went wrong, the most frequent first."""

    missed: list[Slip]
    mistaken: list[Slip]
    unsafe: list[Slip]


def first_choices(course: Course) -> Select[str, str, str, str | None, Verdict, int]:
    """How often each option of the course's exercises was what, the first time."""
    key = (Practice.lesson, Practice.exercise, PracticeChoice.item, PracticeChoice.choice)
    return (
        select(*key, PracticeChoice.verdict, func.count())
        .join(PracticeChoice.practice)
        .join(Practice.enrolment)
        .where(Enrolment.course == course.key, Practice.number == 1)
        .group_by(*key, PracticeChoice.verdict)
    )


def list_slips(course: Course) -> Slips:
    """What of the course as it is today goes wrong most, where at least five people had the chance."""
    counts: Counts = defaultdict(dict)
    for lesson, exercise, item, choice, verdict, count in db.session.execute(first_choices(course)):
        counts[lesson, exercise, item, choice][verdict] = count
    found: dict[Verdict, list[Slip]] = defaultdict(list)
    for module, page in course.lessons:
        for verdict, slip in _walk(f"{module.key}/{page.key}", page, counts):
            if slip.people >= FEWEST and slip.count:
                found[verdict].append(slip)
    for slips in found.values():
        slips.sort(key=lambda slip: (-slip.share, slip.html))
    return Slips(found[Verdict.MISSED], found[Verdict.MISTAKEN], found[Verdict.UNSAFE])


def _walk(key: str, page: Lesson, counts: Counts) -> Iterator[tuple[Verdict, Slip]]:
    for exercise in page.exercises:
        if isinstance(exercise, Scene):
            for option in exercise.question.options:
                wrong = Verdict.MISSED if option.is_correct else Verdict.MISTAKEN
                by_verdict = counts.get((key, exercise.key, option.key, None), {})
                people = sum(by_verdict.values())
                yield wrong, Slip(page.title, option.html, by_verdict.get(wrong, 0), people)
        elif isinstance(exercise, Scenario):
            yield from _walk_decisions(key, page, exercise, counts)


def _walk_decisions(
    key: str, page: Lesson, scenario: Scenario, counts: Counts
) -> Iterator[tuple[Verdict, Slip]]:
    for step in scenario.steps:
        made = {
            choice.key: sum(counts.get((key, scenario.key, step.key, choice.key), {}).values())
            for choice in step.choices
        }
        for choice in step.choices:
            if choice.rating == "unsafe":
                place = f"{page.title}: {step.title}"
                yield Verdict.UNSAFE, Slip(place, choice.html, made[choice.key], sum(made.values()))
