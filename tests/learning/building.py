"""Courses, quizzes and questions made in memory, for tests of what is pure."""

from __future__ import annotations

from datetime import date

from lms.courses.model import Course, Lesson, Module, Option, Question, Quiz


def build_question(key: str, right: set[str], wrong: set[str]) -> Question:
    options = [Option(each, each, each in right, "") for each in sorted(right | wrong)]
    return Question(key, "single" if len(right) == 1 else "several", key, "", tuple(options))


def build_quiz(
    key: str = "quiz", count: int = 3, draw: int | None = None, *, is_shuffled: bool = True
) -> Quiz:
    questions = tuple(build_question(f"q{number}", {"a"}, {"b", "c"}) for number in range(count))
    return Quiz(key, "A quiz", 0.6, draw, is_shuffled, None, questions, "revision")


def build_course(lessons: int = 2, *, has_quiz: bool = True) -> Course:
    """One module "m" with lessons "l0", "l1"…, and perhaps a final quiz."""
    module = Module(
        "m",
        "M",
        "",
        5,
        (),
        tuple(Lesson(f"l{number}", "L", 1, (), (), "") for number in range(lessons)),
        None,
    )
    day = date(2026, 11, 1)
    return Course(
        key="c",
        title="C",
        summary="",
        tier=1,
        audience="",
        minutes=5,
        pass_mark=0.6,
        valid_months=24,
        qualifying=True,
        version=1,
        changes=(),
        owner="",
        reviewed=day,
        review_by=day,
        modules=(module,),
        final_quiz=build_quiz() if has_quiz else None,
        revision="r",
    )
