"""Completion requirements: every lesson gone through and every quiz passed. Pure.

`done` is always the keys of the steps done in one enrolment; keys that the course no longer has are ignored,
so that a course can be edited while people take it.
"""

from __future__ import annotations

from collections.abc import Set

from lms.courses.model import Course, Module, Step


def count_done(course: Course, done: Set[str]) -> int:
    return sum(step.key in done for step in course.steps)


def progress(course: Course, done: Set[str]) -> float:
    """The share of requirements met, from 0 to 1."""
    return count_done(course, done) / len(course.steps) if course.steps else 0.0


def are_met(course: Course, done: Set[str]) -> bool:
    return bool(course.steps) and all(step.key in done for step in course.steps)


def find_first_open_step(course: Course, done: Set[str]) -> Step | None:
    """The first step that is not done, or None when there is none."""
    return next((step for step in course.steps if step.key not in done), None)


def find_step_after(course: Course, key: str, done: Set[str]) -> Step | None:
    """Where "continue" leads from a step: to the one after it, from the last to the first not done."""
    return course.find_next_step(key) or find_first_open_step(course, done)


def find_step_to_resume(course: Course, key: str, done: Set[str]) -> Step | None:
    """The step that was kept, or the first not done when the course no longer has it."""
    kept = next((step for step in course.steps if step.key == key), None)
    return kept or find_first_open_step(course, done)


def list_steps_of(course: Course, module: Module | None) -> list[Step]:
    """The lessons and the quiz of one module, in their order; the final quiz belongs to None."""
    return [step for step in course.steps if step.module is module]
