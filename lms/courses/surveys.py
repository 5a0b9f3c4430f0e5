"""Reading a survey: statements of confidence, and the same matters asked before, after and later."""

from __future__ import annotations

import re

from lms.courses.checks import check_wording
from lms.courses.documents import Document, split_document
from lms.courses.drafts import Row
from lms.courses.facts import check_expressions
from lms.courses.lessons import build_page
from lms.courses.markdown import Renderer
from lms.courses.model import Occasion, Survey
from lms.courses.places import Places
from lms.courses.problems import FileProblems
from lms.courses.questions import Question
from lms.courses.quizzes import build_questions, split_questions
from lms.courses.schema import SurveySchema, read_as

OCCASIONS: dict[str, Occasion] = {"before": "before", "after": "after", "after 90 days": "later"}
_HEADING = re.compile(r"(#+)\s+(.*?)\s*")
Section = tuple[int, list[Row]]


def load_survey(
    text: str, renderer: Renderer, places: Places, problems: FileProblems
) -> tuple[Survey | None, tuple[str, ...]]:
    """The survey (None when it has an error) and the facts it uses."""
    document = split_document(text, problems)
    if document is None:
        return None, ()
    front = read_as(SurveySchema, document.front, problems)
    check_wording(text, 1, problems)
    used = check_expressions(text, 1, renderer.facts, problems)
    page = build_page(document.body, document.body_line, places, problems)
    questions: dict[Occasion, tuple[Question, ...]] = {}
    for occasion, (line, rows) in _split_occasions(document, problems).items():
        questions[occasion] = build_questions(split_questions(rows, problems), page, renderer, problems)
        _check_matched(questions.get("before", ()), questions[occasion], line, problems)
    if front is None or any(problem.is_blocking for problem in problems.found):
        return None, used
    confidence = front.confidence.model_dump(by_alias=True)
    return Survey(front.title, tuple(confidence.items()), tuple(questions.items())), used


def _split_occasions(document: Document, problems: FileProblems) -> dict[Occasion, Section]:
    found: dict[Occasion, Section] = {}
    rows: list[Row] | None = None
    for line, row in enumerate(document.body.split("\n"), document.body_line):
        heading = _HEADING.fullmatch(row)
        occasion = OCCASIONS.get(heading[2].lower()) if heading else None
        if heading and (occasion or heading[1] == "#"):
            rows = []
            if heading[1] != "#":
                problems.error(line, "an occasion is a level-1 heading", f"write '# {heading[2]}'")
            if occasion is None:
                problems.error(line, f"{heading[2]!r} is no occasion", _WRITE_OCCASIONS)
            elif occasion in found:
                problems.error(line, "this occasion stands here twice", "make one of the two")
            else:
                found[occasion] = (line, rows)
        elif rows is not None:
            rows.append((line, row))
        elif row.strip():
            problems.error(line, "there is text before the first occasion", _WRITE_OCCASIONS)
    missing = set(OCCASIONS.values()) - set(found)
    if missing:
        problems.error(1, "an occasion is missing", _WRITE_OCCASIONS)
    return {occasion: found[occasion] for occasion in OCCASIONS.values() if occasion in found}


_WRITE_OCCASIONS = "write '# Before', '# After' and '# After 90 days', with the questions under each"


def _check_matched(
    before: tuple[Question, ...], now: tuple[Question, ...], line: int, problems: FileProblems
) -> None:
    """Only matched questions can be compared: every occasion has the same keys in the same order."""
    if before and [question.key for question in before] != [question.key for question in now]:
        keys = ", ".join(question.key for question in before)
        problems.error(line, "these questions are not those of '# Before'", f"use the same keys: {keys}")
    for question in now:
        if question.kind not in ("single", "several"):
            problems.error(line, f"the question {question.key!r} is not a choice", "use '- [ ]' options here")
