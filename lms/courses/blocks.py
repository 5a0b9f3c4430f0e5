"""Splitting our own fenced blocks (`::: name Title {key=value}` … `:::`) off a lesson."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lms.courses.braces import Braced, read_braces
from lms.courses.problems import FileProblems, suggest

_FENCE = re.compile(r"\s*:{3,}\s*(.*?)\s*")
_OPENER = re.compile(r"([^\s{]+)\s*(.*)")


@dataclass(frozen=True)
class BlockKind:
    """What a block may be told: each attribute with its allowed values, whether it needs a title or a key.

    An exercise has a syntax of its own inside; other blocks hold Markdown.
    """

    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs_title: bool = False
    example: str = "Title of it"
    is_exercise: bool = False


BLOCK_KINDS = {
    "callout": BlockKind({"tone": ("note", "warning", "remember")}),
    "details": BlockKind(needs_title=True),
    "for": BlockKind(needs_title=True, example="housing"),
    "check": BlockKind(needs_title=True, is_exercise=True),
    "scene": BlockKind(needs_title=True, is_exercise=True),
    "scenario": BlockKind(needs_title=True, is_exercise=True),
}


@dataclass(frozen=True)
class Piece:
    """A stretch of a lesson. `name` is None for plain Markdown; `line` is where `text` begins."""

    text: str
    line: int
    name: str | None = None
    title: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    key: str | None = None

    @property
    def is_exercise(self) -> bool:
        return self.name is not None and BLOCK_KINDS[self.name].is_exercise

    @property
    def head(self) -> Braced:
        return Braced(self.title, self.key)


def split_blocks(text: str, first_line: int, problems: FileProblems) -> list[Piece]:
    """The pieces of a lesson in order. A block not understood is reported, and its text kept as Markdown."""
    pieces: list[Piece] = []
    opener: Piece | None = None
    rows: list[str] = []
    start = first_line
    for line, row in enumerate(text.split("\n"), first_line):
        fence = _FENCE.fullmatch(row)
        if fence is None:
            if ":::" in row:
                problems.error(line, "':::' stands inside a line", "put it at the beginning of a line")
            rows.append(row)
            continue
        pieces.append(_close(opener, rows, start))
        if not fence[1]:
            if opener is None:
                problems.error(line, "this ':::' closes nothing", _OPEN)
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


_OPEN = "take it out, or begin its block above with three colons: '::: callout Title'"
_CLOSE = "write ':::' on a line of its own after it (blocks do not nest)"


def _close(opener: Piece | None, rows: list[str], start: int) -> Piece:
    text = "\n".join(rows)
    if opener is None:
        return Piece(text, start)
    name = opener.name if opener.name in BLOCK_KINDS else None
    return Piece(text, start, name, opener.title, opener.attributes, opener.key)


def _read_opener(text: str, line: int, problems: FileProblems) -> Piece:
    match = _OPENER.fullmatch(text)
    if match is None:
        problems.error(line, "this block has no name", f"write '::: {sorted(BLOCK_KINDS)[0]} Title'")
        return Piece("", line, "?")
    kind = BLOCK_KINDS.get(match[1])
    if kind is None:
        problems.error(line, f"unknown block {match[1]!r}", suggest(match[1], BLOCK_KINDS))
        return Piece("", line, match[1], match[2])
    head = read_braces(match[2], line, problems, names=kind.attributes)
    if kind.needs_title and not head.words:
        problems.error(line, f"the block {match[1]!r} has no title", f"write '::: {match[1]} {kind.example}'")
    if kind.is_exercise and head.key is None:
        problems.error(line, f"the {match[1]} has no key", "end this line with one: {#its-key}")
    if head.key and not kind.is_exercise:
        problems.error(line, f"the block {match[1]!r} takes no key", "take {#…} out")
    return Piece("", line, match[1], head.words, _check_attributes(head, kind, line, problems), head.key)


def _check_attributes(head: Braced, kind: BlockKind, line: int, problems: FileProblems) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for name, value in head.values.items():
        if value in kind.attributes[name]:
            attributes[name] = value
        else:
            problems.error(line, f"{name!r} cannot be {value!r}", suggest(value, kind.attributes[name]))
    return attributes
