"""Splitting our own fenced blocks (`::: name Title {key=value}` … `:::`) off a lesson."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lms.courses.problems import FileProblems, suggest

_FENCE = re.compile(r"\s*:{3,}\s*(.*?)\s*")
_OPENER = re.compile(r"([^\s{]+)\s*(.*?)\s*(?:\{([^{}]*)\})?")
_ATTRIBUTE = re.compile(r"([\w-]+)=(?:\"([^\"]*)\"|(\S+))")


@dataclass(frozen=True)
class BlockKind:
    """What a block may be told: each attribute with its allowed values, and whether it needs a title."""

    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs_title: bool = False


BLOCK_KINDS = {
    "callout": BlockKind({"tone": ("note", "warning", "remember")}),
    "details": BlockKind(needs_title=True),
}


@dataclass(frozen=True)
class Piece:
    """A stretch of a lesson. `name` is None for plain Markdown; `line` is where `text` begins."""

    text: str
    line: int
    name: str | None = None
    title: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


def split_blocks(text: str, first_line: int, problems: FileProblems) -> list[Piece]:
    """The pieces of a lesson in order. A block not understood is reported, and its text kept as Markdown."""
    pieces: list[Piece] = []
    opener: Piece | None = None
    rows: list[str] = []
    start = first_line
    for line, row in enumerate(text.split("\n"), first_line):
        fence = _FENCE.fullmatch(row)
        if fence is None:
            rows.append(row)
            continue
        pieces.append(_close(opener, rows, start))
        if not fence[1]:
            if opener is None:
                problems.error(line, "this ':::' closes nothing", "take it out, or open a block before it")
            opener = None
        else:
            if opener is not None:
                problems.error(opener.line, f"the block {opener.name!r} is not closed", _CLOSE)
            opener = _read_opener(fence[1], line, problems)
        rows, start = [], line + 1
    if opener is not None:
        problems.error(opener.line, f"the block {opener.name!r} is not closed", _CLOSE)
    pieces.append(_close(opener, rows, start))
    return [piece for piece in pieces if piece.name or piece.text.strip()]


_CLOSE = "write ':::' on a line of its own after it (blocks do not nest)"


def _close(opener: Piece | None, rows: list[str], start: int) -> Piece:
    text = "\n".join(rows)
    if opener is None:
        return Piece(text, start)
    name = opener.name if opener.name in BLOCK_KINDS else None
    return Piece(text, start, name, opener.title, opener.attributes)


def _read_opener(text: str, line: int, problems: FileProblems) -> Piece:
    match = _OPENER.fullmatch(text)
    if match is None:
        problems.error(line, "this block has no name", f"write '::: {sorted(BLOCK_KINDS)[0]} Title'")
        return Piece("", line, "?")
    name, title, given = match[1], match[2], match[3] or ""
    kind = BLOCK_KINDS.get(name)
    if kind is None:
        problems.error(line, f"unknown block {name!r}", suggest(name, BLOCK_KINDS))
        return Piece("", line, name, title)
    if kind.needs_title and not title:
        problems.error(line, f"the block {name!r} has no title", f"write '::: {name} Title of it'")
    return Piece("", line, name, title, _read_attributes(given, kind, line, problems))


def _read_attributes(given: str, kind: BlockKind, line: int, problems: FileProblems) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(given):
        name, value = match[1], match[2] or match[3] or ""
        if name not in kind.attributes:
            problems.error(line, f"unknown attribute {name!r}", suggest(name, kind.attributes))
        elif value not in kind.attributes[name]:
            problems.error(line, f"{name!r} cannot be {value!r}", suggest(value, kind.attributes[name]))
        else:
            attributes[name] = value
    if _ATTRIBUTE.sub("", given).strip():
        problems.error(line, f"{{{given}}} cannot be read", "write it as {name=value}")
    return attributes
