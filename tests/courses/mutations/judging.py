"""Whether an outcome is what an author can work with; what is wrong with it, if anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lms.courses.exercises import Check, Scenario, Scene
from lms.courses.model import Course, Problem
from lms.courses.questions import Question
from tests.courses.mutations.corpus import Outcome

MOST_SECONDS = 3.0
LONGEST = 240
# Words of programmers, of Python and of the libraries that read the files.
_JARGON = re.compile(
    r"Traceback|Exception|Error\b|NoneType|\bNone\b|<class|object at|pydantic|[Ii]nput should|expected <"
    r"|could not find expected|did not find expected|\b(?:dict|tuple|codec|token|scalar|mapping|node|regex"
    r"|string|integer|boolean|null|literal)\b"
)
_LEAKS = re.compile(r"<script|javascript:|onerror=|\[[xX]\]|\{\{|\}\}|\{#\w|:::")


def list_faults(outcome: Outcome) -> list[str]:
    faults = [
        f"{problem.path}:{problem.line}: {fault}"
        for problem in outcome.problems
        for fault in _judge(problem, outcome)
    ]
    faults += _judge_expected(outcome)
    if outcome.course:
        faults += _judge_course(outcome.course)
        if any(problem.is_blocking for problem in outcome.problems if problem.path != "courses/facts.yaml"):
            faults.append("the course is served although it has an error")
    elif not any(problem.is_blocking for problem in outcome.problems):
        faults.append("the course is not served, and nothing says why")
    if outcome.seconds > MOST_SECONDS:
        faults.append(f"it took {outcome.seconds:.1f} seconds")
    return faults


def _judge(problem: Problem, outcome: Outcome) -> Iterator[str]:
    path = problem.path.removeprefix("courses/")
    content = outcome.broken.files.get(path)
    rows = (
        len(content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")) if content is not None else 1
    )
    if not 1 <= problem.line <= rows:
        yield f"there are {rows} lines"
    for words in (problem.message, problem.mend):
        if not words.strip() or len(words) > LONGEST or not words.isprintable():
            yield f"cannot be read: {words[:300]!r}"
        if found := _JARGON.search(words):
            yield f"{found[0]!r} is no plain English: {words!r}"


def _judge_expected(outcome: Outcome) -> Iterator[str]:
    expected, broken = outcome.slip.expected, outcome.broken
    blocking = [problem for problem in outcome.problems if problem.is_blocking]
    here = [problem for problem in blocking if problem.path == f"courses/{broken.path}"]
    if expected == "course" and not blocking:
        yield "nothing is said"
    if expected in ("file", "line") and not here:
        yield "nothing is said of this file"
    if expected == "line" and here and all(problem.line != broken.line for problem in here):
        yield f"nothing is said of line {broken.line}"


def _judge_course(course: Course) -> Iterator[str]:
    questions = [question for quiz in course.quizzes for question in quiz.questions]
    for _, lesson in course.lessons:
        if found := _LEAKS.search("\n".join(getattr(part, "html", "") for part in lesson.parts)):
            yield f"{found[0]!r} on the page of {lesson.key}"
        for exercise in lesson.exercises:
            if isinstance(exercise, Check | Scene):
                questions.append(exercise.question)
            elif isinstance(exercise, Scenario):
                yield from _judge_scenario(exercise)
    for question in questions:
        yield from _judge_question(question)


def _judge_question(question: Question) -> Iterator[str]:
    if len(question.options) < 2 or not question.right_response:
        yield f"the question {question.key} cannot be answered"
    words = [
        question.html,
        question.body_html,
        *(option.html + option.feedback_html for option in question.options),
    ]
    if found := _LEAKS.search("\n".join(words)):
        yield f"{found[0]!r} in the question {question.key}"
    if question.kind == "scene" and (
        question.drawing is None or any(o.region is None for o in question.options)
    ):
        yield f"the scene {question.key} cannot be shown"


def _judge_scenario(scenario: Scenario) -> Iterator[str]:
    """Every way through it has to end."""
    waiting = [(scenario.first.key, 0)]
    while waiting:
        key, depth = waiting.pop()
        if depth > len(scenario.steps):
            yield f"the scenario {scenario.key} has no end"
            return
        waiting += [(choice.leads_to, depth + 1) for choice in scenario.get_step(key).choices]
