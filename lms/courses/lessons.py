"""Reading a lesson: front matter, our blocks, Markdown between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lms.courses.blocks import Piece, split_blocks
from lms.courses.checks import check_headings, check_no_boxes, check_wording
from lms.courses.documents import split_document
from lms.courses.facts import Facts, check_expressions, describe_check
from lms.courses.markdown import Page, Renderer, render_callout, render_details, render_points
from lms.courses.model import Lesson
from lms.courses.places import Places
from lms.courses.problems import FileProblems
from lms.courses.schema import LessonSchema, read_as

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
    check_headings(body, line, problems)
    check_no_boxes(body, line, problems)
    used = check_expressions(text, 1, facts, problems)
    if not body.strip():
        problems.error(line, "the lesson is empty", "write at least one paragraph under the front matter")
    page = build_page(body, line, places, problems)
    pieces = split_blocks(body, line, problems)
    html = "\n".join(_render_pieces(pieces, page, renderer, problems))
    _check_anchors(html, page)
    html += _render_sources(facts, used)
    if front is None:
        return None
    return Lesson(key, facts.fill_text(front.title), front.minutes, html, used, places.path)


def _render_pieces(
    pieces: Sequence[Piece], page: Page, renderer: Renderer, problems: FileProblems
) -> list[str]:
    level = 2
    rendered = []
    for piece in pieces:
        html = renderer.render(piece.text, page)
        headings = re.findall(r"<h([2-4])", html)
        title = renderer.facts.fill_text(piece.title)
        if piece.name and headings:
            problems.error(
                piece.line, f"there is a heading inside {piece.name!r}", "use bold words there instead"
            )
        if piece.name and not html:
            problems.error(
                piece.line, f"the block {piece.name!r} is empty", "write something in it, or take it out"
            )
        if piece.name == "callout":
            tone = piece.attributes.get("tone", "note")
            html = render_callout(title or DEFAULT_HEADINGS[tone], tone, level, html)
        elif piece.name == "details":
            html = render_details(title, html)
        elif headings:
            # A callout belongs to the section that it stands in, so its heading is one level below.
            level = min(int(headings[-1]) + 1, 4)
        rendered.append(html)
    return rendered


def _render_sources(facts: Facts, used: Sequence[str]) -> str:
    """Where what can change comes from, and whether anybody has read it there: readers can judge its age."""
    if not used:
        return ""
    shown = [facts.published(key) for key in used]
    points = [f"{fact.label}: {describe_check(fact)}. Source: {fact.source}." for fact in shown]
    return (
        "\n" + render_details("Where the facts on this page come from", render_points(points))
        if points
        else ""
    )


def _check_anchors(html: str, page: Page) -> None:
    for anchor in re.findall(r'href="#([^"]+)"', html):
        if anchor not in page.ids:
            page.report(
                f"#{anchor}", f"there is no heading for '#{anchor}' here", "link to a heading of this lesson"
            )
