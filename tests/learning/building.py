"""Courses, quizzes and questions made in memory, for tests of what is pure."""

from __future__ import annotations

from datetime import date

from lms.courses.model import Course, Lesson, Module, Option, Question, Quiz
from lms.courses.questions import Prompt


def build_question(key: str, right: set[str], wrong: set[str]) -> Question:
    options = [Option(each, each, each in right, "") for each in sorted(right | wrong)]
    return Question(key, "single" if len(right) == 1 else "several", key, "", tuple(options))


def build_order(key: str, items: str) -> Question:
    """The items, each a letter, in their right order."""
    return Question(key, "order", key, "", tuple(Option(each, each, True, "") for each in items))


def build_match(key: str, answers: str) -> Question:
    """A row for each answer, a letter; the same letter may belong to several rows."""
    options = tuple(Option(each, each, True, "") for each in sorted(set(answers)))
    prompts = tuple(Prompt(f"row{row}", f"Row {row}", each) for row, each in enumerate(answers))
    return Question(key, "match", key, "", options, prompts)


def build_quiz(
    key: str = "quiz", count: int = 3, draw: int | None = None, *, is_shuffled: bool = True
) -> Quiz:
    questions = tuple(build_question(f"q{number}", {"a"}, {"b", "c"}) for number in range(count))
    return build_quiz_of(*questions, key=key, draw=draw, is_shuffled=is_shuffled)


def build_quiz_of(
    *questions: Question, key: str = "quiz", draw: int | None = None, is_shuffled: bool = True
) -> Quiz:
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
