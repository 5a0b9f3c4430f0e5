"""Reading a quiz: a heading is a question, a task list its options, a quotation under one its feedback."""

from __future__ import annotations

import re

from lms.courses.braces import Braced, read_braces
from lms.courses.building import build_question, report_doubles, require_key
from lms.courses.checks import check_wording
from lms.courses.documents import Document, split_document
from lms.courses.drafts import DraftQuestion, Row, draft_question
from lms.courses.facts import check_expressions
from lms.courses.lessons import build_page
from lms.courses.markdown import Page, Renderer
from lms.courses.model import Quiz
from lms.courses.places import Places
from lms.courses.problems import FileProblems
from lms.courses.questions import Question
from lms.courses.schema import QuizSchema, read_as
from lms.courses.sources import digest

_HEADING = re.compile(r"(#+)\s*(.*?)\s*")
Asked = tuple[DraftQuestion, Braced]


def load_quiz(
    key: str,
    text: str,
    pass_mark: float,
    renderer: Renderer,
    places: Places,
    problems: FileProblems,
) -> tuple[Quiz | None, tuple[str, ...]]:
    """The quiz (None when it has an error) and the facts it uses. `pass_mark`: the course's, 0 to 1."""
    document = split_document(text, problems)
    if document is None:
        return None, ()
    facts = renderer.facts
    front = read_as(QuizSchema, document.front, problems)
    check_wording(text, 1, problems)
    used = check_expressions(text, 1, facts, problems)
    page = build_page(document.body, document.body_line, places, problems)
    asked = _split_questions(document, problems)
    questions = build_questions(asked, page, renderer, problems)
    if not questions:
        problems.error(1, "there are no questions", "write one: '## The question? {#its-key}'")
    if front is None:
        return None, used
    if front.draw and front.draw > len(questions):
        line = document.front.line_of(("draw",))
        problems.error(line, f"draw is {front.draw}, but there are {len(questions)} questions", "draw fewer")
    if any(problem.is_blocking for problem in problems.found):
        return None, used
    quiz = Quiz(
        key=key,
        title=facts.fill_text(front.title),
        pass_mark=front.pass_mark or pass_mark,
        draw=front.draw,
        is_shuffled=front.order == "shuffled",
        max_attempts=front.max_attempts,
        questions=questions,
        revision=digest([text, facts.revision_of(used)]),
    )
    return quiz, used


def _split_questions(document: Document, problems: FileProblems) -> list[Asked]:
    return split_questions(
        list(enumerate(document.body.split("\n"), document.body_line)), problems, names=("module",)
    )


def split_questions(rows: list[Row], problems: FileProblems, names: tuple[str, ...] = ()) -> list[Asked]:
    """The questions that stand in these rows, each with its heading's braces, which may give `names`."""
    found: list[tuple[int, str, list[Row]]] = []
    for line, row in rows:
        heading = _HEADING.fullmatch(row)
        if heading:
            if len(heading[1]) != 2:
                problems.error(line, "a question is a level-2 heading", "write '## The question? {#its-key}'")
            found.append((line, heading[2], []))
        elif row.lstrip().startswith(":::"):
            problems.error(line, "a quiz has no blocks", "take the ':::' lines out")
        elif found:
            found[-1][2].append((line, row))
        elif row.strip():
            problems.error(
                line, "there is text before the first question", "move it under a question, or take it out"
            )
    asked = []
    for line, words, below in found:
        head = read_braces(words, line, problems, names=names)
        require_key(head, line, "question", problems)
        asked.append((draft_question(line, head.words, below, problems), head))
    return asked


def build_questions(
    asked: list[Asked], page: Page, renderer: Renderer, problems: FileProblems
) -> tuple[Question, ...]:
    """The questions, each with its own key."""
    questions = tuple(build_question(draft, head, page, renderer, problems) for draft, head in asked)
    report_doubles([(draft.line, head.key or "") for draft, head in asked], "question", problems)
    return questions
