"""Reading a quiz: a heading is a question, a task list its options, a quotation under one its feedback."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lms.courses.checks import BOX, check_wording
from lms.courses.documents import Document, split_document
from lms.courses.facts import check_expressions
from lms.courses.lessons import build_page
from lms.courses.markdown import Page, Renderer
from lms.courses.model import Option, Question, Quiz
from lms.courses.places import Places
from lms.courses.problems import FileProblems
from lms.courses.schema import KEY, QuizSchema, read_as
from lms.courses.sources import digest

_HEADING = re.compile(r"(#+)\s*(.*?)\s*")
_OPTION = re.compile(r" {0,3}[-*+]\s+\[([ xX])\]\s+(.*)")
_ANY_BOX = re.compile(r"\s*(?:[-*+]|\d+[.)])\s*\[[^\]]{0,3}\](?!\()")
_BULLET = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_FEEDBACK = re.compile(r"(\s*)> ?(.*)")
_KEY_AT_END = re.compile(r"(.*?)\s*\{#([^{}]*)\}\s*", re.DOTALL)


@dataclass
class _DraftOption:
    line: int
    is_correct: bool
    text: list[str]
    feedback: list[str] = field(default_factory=list)


@dataclass
class _DraftQuestion:
    line: int
    heading: str
    body: list[str] = field(default_factory=list)
    options: list[_DraftOption] = field(default_factory=list)


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
    drafts = _split_questions(document, problems)
    questions = tuple(_build_question(draft, page, renderer, problems) for draft in drafts)
    _check_questions(drafts, questions, problems)
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


def _split_questions(document: Document, problems: FileProblems) -> list[_DraftQuestion]:
    drafts: list[_DraftQuestion] = []
    for line, row in enumerate(document.body.split("\n"), document.body_line):
        heading = _HEADING.fullmatch(row)
        if heading:
            if len(heading[1]) != 2:
                problems.error(line, "a question is a level-2 heading", "write '## The question? {#its-key}'")
            drafts.append(_DraftQuestion(line, heading[2]))
        elif row.lstrip().startswith(":::"):
            problems.error(line, "a quiz has no blocks", "take the ':::' lines out")
        elif drafts:
            _take_row(drafts[-1], row, line, problems)
        elif row.strip():
            problems.error(
                line, "there is text before the first question", "move it under a question, or take it out"
            )
    return drafts


def _take_row(draft: _DraftQuestion, row: str, line: int, problems: FileProblems) -> None:
    option = _OPTION.fullmatch(row)
    if option:
        draft.options.append(_DraftOption(line, option[1] != " ", [option[2]]))
    elif _ANY_BOX.match(row):
        problems.error(
            line, "this option cannot be read", "write '- [x] text' when it is right, else '- [ ] text'"
        )
    elif not draft.options:
        draft.body.append(row)
    else:
        _take_row_of_option(draft.options[-1], row, line, problems)


def _take_row_of_option(option: _DraftOption, row: str, line: int, problems: FileProblems) -> None:
    feedback = _FEEDBACK.fullmatch(row)
    if feedback:
        if BOX.search(row):
            problems.error(line, "there is a box in the feedback", "take it out")
        if not feedback[1]:
            problems.error(
                line, "this feedback is not under its option", "indent it: two spaces before the '>'"
            )
        option.feedback.append(feedback[2])
    elif not row.strip():
        if option.feedback:
            option.feedback.append("")
    elif _BULLET.match(row):
        problems.error(
            line, "this list item has no box", "write '- [x] text' when it is right, else '- [ ] text'"
        )
    elif not row.startswith(" "):
        problems.error(
            line, "there is text after the options", "move it above them, or indent it by two spaces"
        )
    else:
        (option.feedback or option.text).append(row.strip())


def _build_question(
    draft: _DraftQuestion, page: Page, renderer: Renderer, problems: FileProblems
) -> Question:
    words, key = _split_key(draft.heading, draft.line, problems)
    if key is None:
        problems.error(draft.line, "the question has no key", "end the heading with one: {#who-refers}")
    if not words:
        problems.error(draft.line, "the question has no words", "write '## The question? {#its-key}'")
    _check_choice(words, draft.line, problems)
    options = tuple(_build_option(option, page, renderer, problems) for option in draft.options)
    is_single = sum(option.is_correct for option in options) == 1
    return Question(
        key=key or "",
        kind="single" if is_single else "several",
        html=renderer.render_inline(words, page),
        body_html=renderer.render("\n".join(draft.body), page),
        options=options,
    )


def _build_option(draft: _DraftOption, page: Page, renderer: Renderer, problems: FileProblems) -> Option:
    words, key = _split_key(" ".join(draft.text), draft.line, problems)
    feedback = "\n".join(draft.feedback).strip()
    if not words:
        problems.error(draft.line, "the option has no words", "write them after the box")
    if not feedback:
        problems.error(
            draft.line, "the option has no feedback", "add a line under it: '  > Why it is right or wrong.'"
        )
    _check_choice(words, draft.line, problems)
    return Option(
        key=key or digest([" ".join(words.split())])[:8],
        html=renderer.render_inline(words, page),
        is_correct=draft.is_correct,
        feedback_html=renderer.render(feedback, page),
    )


def _split_key(text: str, line: int, problems: FileProblems) -> tuple[str, str | None]:
    match = _KEY_AT_END.fullmatch(text)
    if match is None:
        if "{#" in text:
            problems.error(line, "the key is not at the end", "end the line with it: … {#its-key}")
        return text.strip(), None
    if not KEY.fullmatch(match[2]):
        problems.error(line, f"{match[2]!r} cannot be a key", "use lower-case letters, digits and hyphens")
    return match[1].strip(), match[2]


def _check_choice(words: str, line: int, problems: FileProblems) -> None:
    if BOX.search(words):
        problems.error(
            line, "there is a second box in these words", "leave one box, at the beginning of the option"
        )
    if re.search(r"\]\(|<https?:", words):
        problems.error(
            line, "there is a link in what is chosen from", "move it to the feedback or above the options"
        )


def _check_questions(
    drafts: list[_DraftQuestion], questions: tuple[Question, ...], problems: FileProblems
) -> None:
    if not questions:
        problems.error(1, "there are no questions", "write one: '## The question? {#its-key}'")
    keys: set[str] = set()
    for draft, question in zip(drafts, questions, strict=True):
        if question.key and question.key in keys:
            problems.error(
                draft.line, f"the key {question.key!r} is used twice", "give this question its own"
            )
        keys.add(question.key)
        _check_options(draft, question, problems)


def _check_options(draft: _DraftQuestion, question: Question, problems: FileProblems) -> None:
    right = len(question.correct_keys)
    if len(question.options) < 2:
        problems.error(
            draft.line, "there are fewer than two options", "add '- [ ] …' lines under the question"
        )
    elif not right:
        problems.error(draft.line, "no option is right", "mark one or more with [x]")
    elif all(option.is_correct for option in question.options):
        problems.error(draft.line, "every option is right", "add at least one that is wrong: '- [ ] …'")
    keys: set[str] = set()
    for draft_option, option in zip(draft.options, question.options, strict=True):
        if option.key in keys:
            message = f"two options of this question have the key {option.key!r}"
            problems.error(draft_option.line, message, "give this one its own key, or other words")
        keys.add(option.key)
