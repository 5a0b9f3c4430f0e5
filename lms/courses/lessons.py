"""Reading a lesson: front matter, our blocks, Markdown between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lms.courses.audiences import AUDIENCES, write_title
from lms.courses.blocks import Piece, split_blocks
from lms.courses.building import build_question, report_doubles
from lms.courses.checks import check_headings, check_no_boxes, check_wording
from lms.courses.documents import split_document
from lms.courses.drafts import draft_question
from lms.courses.exercises import Check, Exercise, ForBlock, Part, Scene, Words
from lms.courses.facts import Facts, check_expressions, describe_check
from lms.courses.markdown import Page, Renderer, render_callout, render_details, render_points
from lms.courses.model import Lesson
from lms.courses.places import Places
from lms.courses.problems import FileProblems, suggest
from lms.courses.scenarios import build_scenario
from lms.courses.schema import LessonSchema, read_as

FACTS_SUMMARY = "Where the facts on this page come from"
DEFAULT_HEADINGS = {"note": "Note", "warning": "Warning", "remember": "Remember"}


class Locator:
    """Finds the line of what the Markdown parser reports by its text alone, first come first found."""

    def __init__(self, text: str, first_line: int) -> None:
        self.rows = text.split("\n")
        self.first_line = first_line
        self._seen: dict[str, int] = {}

    def line_of(self, words: str) -> int:
        start = self._seen.get(words, 0)
        everywhere: list[int] = [*range(start, len(self.rows)), *range(start)]
        for index in everywhere:
            if words in self.rows[index]:
                self._seen[words] = index + 1
                return self.first_line + index
        return self.first_line


def build_page(text: str, first_line: int, places: Places, problems: FileProblems) -> Page:
    """A page for the renderer whose reports become problems with the line that they are about."""
    locator = Locator(text, first_line)

    def report(words: str, message: str, mend: str) -> None:
        problems.error(locator.line_of(words), message, mend)

    return Page(places, report)


def load_lesson(
    key: str, text: str, renderer: Renderer, places: Places, problems: FileProblems
) -> Lesson | None:
    """The lesson, or None when its front matter cannot be read. Its problems decide whether it is served."""
    document = split_document(text, problems)
    if document is None:
        return None
    facts = renderer.facts
    front = read_as(LessonSchema, document.front, problems)
    body, line = document.body, document.body_line
    check_wording(text, 1, problems)
    used = check_expressions(text, 1, facts, problems)
    if not body.strip():
        problems.error(line, "the lesson is empty", "write at least one paragraph under the front matter")
    pieces = split_blocks(body, line, problems)
    words = _blank_exercises(body, line, pieces)
    check_headings(words, line, problems)
    check_no_boxes(words, line, problems)
    page = build_page(body, line, places, problems)
    parts = _build_parts(pieces, page, renderer, problems)
    parts.append(Words(_render_sources(facts, used)))
    if front is None:
        return None
    return Lesson(key, facts.fill_text(front.title), front.minutes, _join_words(parts), used, places.path)


def _blank_exercises(body: str, first_line: int, pieces: Sequence[Piece]) -> str:
    """The body with empty rows for its exercises, which have headings and boxes of their own."""
    rows = body.split("\n")
    for piece in pieces:
        if piece.is_exercise:
            start = piece.line - first_line
            length = piece.text.count("\n") + 1
            rows[start : start + length] = [""] * length
    return "\n".join(rows)


def _build_parts(
    pieces: Sequence[Piece], page: Page, renderer: Renderer, problems: FileProblems
) -> list[Part]:
    parts: list[Part] = []
    level = 2
    for piece in pieces:
        if not piece.is_exercise:
            part, level = _build_words(piece, level, page, renderer, problems)
            _check_anchors(part.html, page)
            parts.append(part)
        elif piece.text.strip():
            parts.append(_build_exercise(piece, page, renderer, problems))
        else:
            _report_empty(piece, problems)
    keys = [(piece.line - 1, piece.key or "") for piece in pieces if piece.is_exercise]
    report_doubles(keys, "exercise", problems)
    return parts


def _build_words(
    piece: Piece, level: int, page: Page, renderer: Renderer, problems: FileProblems
) -> tuple[Words | ForBlock, int]:
    """The words of a piece, and the level of a heading that would stand below its last one."""
    html = renderer.render(piece.text, page)
    headings = re.findall(r"<h([2-4])", html)
    title = renderer.facts.fill_text(piece.title)
    if piece.name and headings:
        problems.error(
            piece.line, f"there is a heading inside {piece.name!r}", "use bold words there instead"
        )
    if piece.name and not html:
        _report_empty(piece, problems)
    if piece.name == "callout":
        tone = piece.attributes.get("tone", "note")
        return Words(render_callout(title or DEFAULT_HEADINGS[tone], tone, level, html)), level
    if piece.name == "details":
        return Words(render_details(title, html)), level
    if piece.name == "for":
        audiences = read_audiences(piece.title, piece.line - 1, problems)
        return ForBlock(audiences, write_title(audiences), html), level
    # A callout belongs to the section that it stands in, so its heading is one level below.
    return Words(html), min(int(headings[-1]) + 1, 4) if headings else level


def _build_exercise(piece: Piece, page: Page, renderer: Renderer, problems: FileProblems) -> Exercise:
    if piece.name == "scenario":
        return build_scenario(piece.head, piece.text, piece.line, page, renderer, problems)
    rows = list(enumerate(piece.text.split("\n"), piece.line))
    draft = draft_question(piece.line - 1, piece.title, rows, problems)
    question = build_question(draft, piece.head, page, renderer, problems)
    if piece.name == "scene":
        if question.kind != "scene":
            mend = 'give every option its region: {#its-key at="left top width height"}'
            problems.error(piece.line - 1, "this scene has no regions", mend)
        return Scene(question)
    if question.kind == "scene":
        problems.error(piece.line - 1, "this check has regions", "begin it with '::: scene'")
    return Check(question)


def _report_empty(piece: Piece, problems: FileProblems) -> None:
    problems.error(
        piece.line - 1, f"the block {piece.name!r} is empty", "write something in it, or take it out"
    )


def _join_words(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts with words that stand next to each other made one, so that a page has few pieces."""
    joined: list[Part] = []
    for part in parts:
        if isinstance(part, Words) and not part.html:
            continue
        if isinstance(part, Words) and joined and isinstance(before := joined[-1], Words):
            joined[-1] = Words(f"{before.html}\n{part.html}")
        else:
            joined.append(part)
    return tuple(joined)


def _render_sources(facts: Facts, used: Sequence[str]) -> str:
    """Where what can change comes from, and whether anybody has read it there: readers can judge its age."""
    if not used:
        return ""
    shown = [facts.published(key) for key in used]
    points = [f"{fact.label}: {describe_check(fact)}. Source: {fact.source}." for fact in shown]
    return "\n" + render_details(FACTS_SUMMARY, render_points(points)) if points else ""


def read_audiences(title: str, line: int, problems: FileProblems) -> tuple[str, ...]:
    """The audiences that a block names, separated by commas or blanks."""
    found = tuple(dict.fromkeys(re.findall(r"[^\s,]+", title.lower())))
    for name in found:
        if name not in AUDIENCES:
            problems.error(line, f"unknown audience {name!r}", suggest(name, AUDIENCES))
    return tuple(name for name in found if name in AUDIENCES)


def _check_anchors(html: str, page: Page) -> None:
    for anchor in re.findall(r'href="#([^"]+)"', html):
        if anchor not in page.ids:
            page.report(
                f"#{anchor}", f"there is no heading for '#{anchor}' here", "link to a heading of this lesson"
            )
