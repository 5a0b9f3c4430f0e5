"""Words from elsewhere as Markdown that means the same: HTML becomes Markdown, and nothing becomes syntax."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_MEANINGFUL = re.compile(r"([\\`*_\[\]])")
_AT_START = re.compile(r"^(\s*)(#{1,6}|[-+]|>|:{3,}|\||\d+[.)])(?=\s|:|\S)", re.MULTILINE)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_BREAKS = {"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"}
_SILENT = {"script", "style"}
_LOST = {
    "img": "a picture",
    "audio": "a sound",
    "video": "a film",
    "table": "a table",
    "iframe": "a frame",
    "object": "an object",
}


def from_text(text: str) -> str:
    """Plain text as Markdown: what would be syntax is escaped."""
    return "\n".join(_escape_start(_escape(row)) for row in text.strip().split("\n"))


def from_html(html: str) -> tuple[str, list[str]]:
    """HTML as Markdown paragraphs, and what could not come along ("a picture")."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    paragraphs = re.split(r"\n\s*\n", "".join(reader.written))
    cleaned = ["\n".join(" ".join(row.split()) for row in each.strip().split("\n")) for each in paragraphs]
    return "\n\n".join(each for each in cleaned if each), list(dict.fromkeys(reader.lost))


def as_one_line(markdown: str) -> str:
    """The same words on one line, for an option or a heading."""
    return " ".join(markdown.split())


def _escape(text: str) -> str:
    escaped = _MEANINGFUL.sub(r"\\\1", text)
    # Entities keep our own syntax of braces, and HTML, from being read into the words.
    return escaped.replace("{", "&#123;").replace("}", "&#125;").replace("<", "&lt;")


def _escape_start(row: str) -> str:
    return _AT_START.sub(lambda match: f"{match[1]}{_as_entities(match[2])}", row)


def _as_entities(mark: str) -> str:
    """The first sign written so that it begins nothing; of a number, the point after it."""
    if mark[0].isdigit():
        return f"{mark[:-1]}\\{mark[-1]}"
    return f"&#{ord(mark[0])};{mark[1:]}"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self.lost: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _LOST:
            self.lost.append(_LOST[tag])
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self.written.append("\n")
        elif tag == "li":
            self.written.append("\n- ")
        elif tag in _BREAKS:
            self.written.append("\n\n")
        else:
            self.written.append(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in _BREAKS:
            self.written.append("\n\n")
        else:
            self.written.append(_MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.written.append(_escape(re.sub(r"\s+", " ", data)))
