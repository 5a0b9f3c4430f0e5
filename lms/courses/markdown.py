"""Markdown to sanitised HTML that carries the classes of GOV.UK Frontend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape, unescape
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from lms.courses.facts import EXPRESSION, Facts
from lms.courses.places import Places

# Called with a piece of the source to find its line by, what is wrong, and what to do.
Report = Callable[[str, str, str], None]

CLASSES = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "h4": "govuk-heading-s",
    "a": "govuk-link",
    "blockquote": "govuk-inset-text",
    "hr": "govuk-section-break govuk-section-break--visible govuk-section-break--m",
    "img": "app-picture",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
}
_INLINE_TAGS = {"em", "strong", "code", "br"}
_BLOCK_TAGS = {*CLASSES, *_INLINE_TAGS, "li", "h5", "h6", "div"}
_ATTRIBUTES = {
    "*": {"class"},
    "a": {"href"},
    "img": {"src", "alt", "loading"},
    "th": {"scope"},
    "ol": {"start"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "div": {"role", "tabindex", "aria-label"},
}
# Words without anything that means something in Markdown. Most options are; they skip the parser.
_PLAIN_SIGN = r"(?:[^\W_]|[ ,.;:?()'’‘“”\"–…/%£-])"
_PLAIN_WORDS = re.compile(rf"[^\W_]{_PLAIN_SIGN}*")
# The same for a paragraph, as most feedback is: no row begins a list, none ends with the blanks of a break.
_PLAIN_ROW = rf"(?!\d+[.)])[^\W_]{_PLAIN_SIGN}*"
_PLAIN_PARAGRAPH = re.compile(rf"{_PLAIN_ROW}(?:(?<! )\n{_PLAIN_ROW})*(?<! )")
_SCHEMES = {"http", "https", "mailto", "tel"}
_block_cleaner = nh3.Cleaner(
    tags=_BLOCK_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None, strip_comments=True
)
_inline_cleaner = nh3.Cleaner(tags=_INLINE_TAGS, attributes={}, link_rel=None, strip_comments=True)


@dataclass
class Page:
    """What one page's Markdown may refer to, and the heading ids it has used up."""

    places: Places
    report: Report
    ids: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)


class Renderer:
    """Turns Markdown with these facts into HTML. One per load: it is not to be shared between threads."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.page: Page | None = None
        self.links_facts = True
        self._make_parsers()

    def _make_parsers(self) -> None:
        self._block = markdown.Markdown(extensions=["tables", "sane_lists"], tab_length=2)
        self._inline = markdown.Markdown()
        for parser in (self._block, self._inline):
            # Raw HTML is shown as the text that it is, and indentation is a slip, not program code.
            parser.preprocessors.deregister("html_block")
            parser.inlinePatterns.deregister("html")
            parser.parser.blockprocessors.deregister("code")
            # After links, so that a fact inside a link's text does not make a second link there.
            parser.inlinePatterns.register(_LinkedFact(parser, self), "linked-fact", 115)
            parser.inlinePatterns.register(_PlainFact(parser, self), "plain-fact", 114)
        for name in ("hashheader", "setextheader", "hr", "olist", "ulist", "quote", "indent"):
            self._inline.parser.blockprocessors.deregister(name)
        self._block.treeprocessors.register(_Finish(self._block, self), "finish", 5)

    def render(self, text: str, page: Page) -> str:
        """Block-level HTML. What cannot be resolved is reported to the page and left out."""
        paragraphs = text.strip("\n").split("\n\n")
        if all(_PLAIN_PARAGRAPH.fullmatch(paragraph) for paragraph in paragraphs):
            return "\n".join(f'<p class="{CLASSES["p"]}">{paragraph}</p>' for paragraph in paragraphs)
        self.page, self.links_facts = page, True
        return _block_cleaner.clean(self._convert(self._block, text, page)).strip()

    def render_inline(self, text: str, page: Page) -> str:
        """HTML for a legend or a label: emphasis only, because a link in a label is a trap for the finger."""
        words = " ".join(text.split())
        if _PLAIN_WORDS.fullmatch(words):
            return words
        self.page, self.links_facts = page, False
        return _inline_cleaner.clean(self._convert(self._inline, words, page)).strip()

    def _convert(self, parser: markdown.Markdown, text: str, page: Page) -> str:
        try:
            return parser.reset().convert(text)
        except RecursionError:
            # The parser was left in the middle of something, which would go on in the next text.
            self._make_parsers()
            deepest = max(text.split("\n"), key=_measure_depth)
            page.report(deepest, "lists or quotations are nested too deeply", "take marks or spaces out here")
            return ""


def _measure_depth(row: str) -> int:
    """How far in the words of a row begin."""
    return len(row) - len(row.lstrip(" \t>*+-.)0123456789"))


def render_callout(heading: str, tone: str, level: int, body: str) -> str:
    """A callout around `body`, which is HTML already; `heading` is plain text."""
    return (
        f'<div class="app-callout app-callout--{tone}">\n'
        f'<h{level} class="app-callout__heading govuk-heading-s">{escape(heading)}</h{level}>\n{body}\n</div>'
    )


def render_points(points: Iterable[str]) -> str:
    """A list of plain texts, in small print."""
    items = "\n".join(f'<li class="govuk-body-s">{escape(point)}</li>' for point in points)
    return f'<ul class="govuk-list govuk-list--bullet">\n{items}\n</ul>'


def render_details(summary: str, body: str) -> str:
    """A stretch that opens on demand, around `body`, which is HTML already; `summary` is plain text."""
    return (
        '<details class="govuk-details">\n<summary class="govuk-details__summary">'
        f'<span class="govuk-details__summary-text">{escape(summary)}</span></summary>\n'
        f'<div class="govuk-details__text">\n{body}\n</div>\n</details>'
    )


class _LinkedFact(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, parser: markdown.Markdown, renderer: Renderer) -> None:
        super().__init__(EXPRESSION.pattern, parser)
        self.renderer = renderer

    def handleMatch(  # type: ignore[override]  # noqa: N802 – the library's name.
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | str, int, int] | tuple[None, None, None]:
        facts = self.renderer.facts
        address = facts.find_address(m[1], m[2]) if self.renderer.links_facts else None
        if address is None:
            return None, None, None
        link = Element("a", {"href": address})
        link.text = markdown.util.AtomicString(facts.write_text(m[1], m[2]))
        return link, m.start(0), m.end(0)


class _PlainFact(InlineProcessor):
    def __init__(self, parser: markdown.Markdown, renderer: Renderer) -> None:
        super().__init__(EXPRESSION.pattern, parser)
        self.renderer = renderer

    def handleMatch(  # type: ignore[override]  # noqa: N802 – the library's name.
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element, int, int]:
        facts = self.renderer.facts
        # An element keeps the words of a fact from being read as Markdown; the sanitiser takes the span off.
        words = Element("span")
        words.text = markdown.util.AtomicString(facts.write_text(m[1], m[2]))
        return words, m.start(0), m.end(0)


class _Finish(Treeprocessor):
    """Resolves addresses and puts classes on, once the inline patterns have made their elements."""

    def __init__(self, parser: markdown.Markdown, renderer: Renderer) -> None:
        super().__init__(parser)
        self.renderer = renderer

    def run(self, root: Element) -> None:
        page = self.renderer.page
        if page is None:
            return
        for element in list(root.iter()):
            if element.tag in CLASSES:
                element.set("class", CLASSES[element.tag])
            if element.tag == "a":
                _finish_link(element, page, self.renderer.facts)
            elif element.tag == "img":
                _finish_picture(element, page, self.renderer.facts)
            elif element.tag in ("h2", "h3", "h4"):
                element.set("id", _take_id(element, page))
            elif element.tag == "th":
                element.set("scope", "col")
                if not "".join(element.itertext()).strip():
                    page.report(
                        "|", "a column of this table has no heading", "name it: a reader hears it first"
                    )
        for parent in list(root.iter()):
            _wrap_tables(parent)


def _finish_link(link: Element, page: Page, facts: Facts) -> None:
    written = unescape(link.get("href", ""))
    fact = EXPRESSION.fullmatch(written.strip())
    if fact:
        address = facts.find_address(fact[1], fact[2]) or facts.find_address(fact[1], "url")
        if address is None:
            page.report(written, f"the fact {fact[1]!r} is nothing to link to", "link to a fact with a url")
        link.set("href", address or "#")
    elif not (written.startswith("tel:") and link.text and isinstance(link.text, markdown.util.AtomicString)):
        link.set("href", page.places.resolve_link(written, lambda *found: page.report(written, *found)))
    if not "".join(link.itertext()).strip() and link.find("img") is None:
        page.report(written, "the link has no words", "say where it leads, so that it can be read aloud")


def _finish_picture(picture: Element, page: Page, facts: Facts) -> None:
    written = unescape(picture.get("src", ""))
    alt = facts.fill_text(picture.get("alt", "")).strip()
    if not alt:
        page.report(written, "the picture has no text alternative", "describe it: ![what it shows](…)")
    picture.set("alt", alt)
    picture.set("src", page.places.resolve_picture(written, lambda *found: page.report(written, *found)))
    picture.set("loading", "lazy")


def _take_id(heading: Element, page: Page) -> str:
    words = re.findall(r"[a-z0-9]+", "".join(heading.itertext()).lower())
    base = chosen = "-".join(words) or "section"
    number = page.counts.get(base, 1)
    while chosen in page.ids:
        number += 1
        chosen = f"{base}-{number}"
    page.counts[base] = number
    page.ids.add(chosen)
    return chosen


def _wrap_tables(parent: Element) -> None:
    """A table wider than a phone scrolls inside its own box, which a keyboard can reach."""
    for place, child in enumerate(list(parent)):
        if child.tag == "table" and parent.get("class") != "app-table":
            heads = ", ".join("".join(head.itertext()) for head in child.iter("th"))
            box = Element(
                "div",
                {"class": "app-table", "role": "group", "tabindex": "0", "aria-label": f"Table: {heads}"},
            )
            box.append(child)
            parent[place] = box
