"""The sentences of a file as its reader meets them, each with the line it stands at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from lms.courses.facts import EXPRESSION, Facts

Row = tuple[int, str]

_FENCE = re.compile(r"\s*:{3,}\s*(\S*)\s*(.*)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*)")
# What begins a line and is not read: bullets, numbers, boxes, the mark of a quotation.
_LEAD = re.compile(r"\s*(?:>\s?)*(?:(?:[-*+]|\d+[.)])\s+)?(?:\[[ xX]\]\s+)?")
_ITEM = re.compile(r"\s*(?:>\s?)*(?:[-*+]|\d+[.)])\s")
_RULE = re.compile(r"[\s|:-]*")
_UNREAD = re.compile(r"!\[[^\]]*\]\([^)]*\)|<https?:[^>]*>|\{[^{}]*\}|[*_`]+")
_SYNTAX = re.compile(r"[\[{<*_`]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(]*[A-Z0-9])")
_NO_END = re.compile(r"\b(?:e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St|No|vs)\.$")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TOKEN = re.compile(r"\w+(?:['’.,:/@-]\w+)*")
# Titles of these are read aloud as part of the page; that of "for" is only a list of keys.
_TITLED = ("callout", "details", "check", "scene", "scenario")


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a heading or item that stands for one. `line` is where it begins."""

    text: str
    line: int
    is_heading: bool = False

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in letters; figures and phone numbers are not among them."""
        return tuple(_WORD.findall(self.text))

    @property
    def is_read_as_sentence(self) -> bool:
        """A heading is a label and not a sentence, unless it asks something."""
        return bool(self.words) and (not self.is_heading or self.text.rstrip().endswith("?"))


def count_words(sentences: Iterable[Sentence]) -> int:
    """All that takes time to read, figures too."""
    return sum(len(_TOKEN.findall(sentence.text)) for sentence in sentences)


def grade_of(sentences: Iterable[Sentence]) -> float:
    """The school year, in the United States, of a reader to whom the sentences are easy; 0 for none.

    By Coleman and Liau (1975): from letters and sentences for each 100 words, without syllables, which no
    rule of English spelling counts exactly.
    """
    read = [sentence for sentence in sentences if sentence.is_read_as_sentence]
    words = [word for sentence in read for word in sentence.words]
    if not words:
        return 0.0
    letters = sum(character.isalpha() for word in words for character in word)
    return (5.88 * letters - 29.6 * len(read)) / len(words) - 15.8


def read_sentences(text: str, first_line: int, facts: Facts) -> list[Sentence]:
    """The sentences of a Markdown text of ours, facts written out."""
    sentences: list[Sentence] = []
    for rows, is_heading in _split_blocks(enumerate(text.split("\n"), first_line)):
        clean = [(line, _clean(row, facts)) for line, row in rows]
        sentences += _split_sentences([row for row in clean if row[1]], is_heading)
    return sentences


def _split_blocks(rows: Iterable[Row]) -> Iterator[tuple[list[Row], bool]]:
    """Stretches that end a sentence whatever their last mark: paragraphs, items, cells and headings."""
    block: list[Row] = []
    for line, row in rows:
        alone = _read_alone(row)
        if block and (alone is not None or _begins_anew(row, block[-1][1])):
            yield block, False
            block = []
        if alone is None:
            block.append((line, row))
        else:
            is_heading = not row.lstrip().startswith("|")
            yield from (([(line, words)], is_heading) for words in alone)
    if block:
        yield block, False


def _read_alone(row: str) -> list[str] | None:
    """The words of a row that is no part of a paragraph: a fence, heading, table row or rule; else None."""
    if _RULE.fullmatch(row) or not _LEAD.sub("", row, count=1).strip():
        return []
    if fence := _FENCE.fullmatch(row):
        return [fence[2]] if fence[1] in _TITLED else []
    if heading := _HEADING.fullmatch(row):
        return [heading[1]]
    return row.strip().strip("|").split("|") if row.lstrip().startswith("|") else None


def _begins_anew(row: str, before: str) -> bool:
    is_quotation, was_quotation = (each.lstrip().startswith(">") for each in (row, before))
    return is_quotation != was_quotation or _ITEM.match(row) is not None


def _clean(row: str, facts: Facts) -> str:
    words = _LEAD.sub("", row, count=1)
    if not _SYNTAX.search(words):
        return " ".join(words.split())
    filled = EXPRESSION.sub(lambda match: facts.write_text(match[1], match[2]), words)
    return " ".join(_LINK.sub(r"\1", _UNREAD.sub("", filled)).split())


def _split_sentences(rows: Sequence[Row], is_heading: bool) -> Iterator[Sentence]:
    text = " ".join(words for _, words in rows)
    starts = list(accumulate((len(words) + 1 for _, words in rows), initial=0))
    begin = 0
    for end in [*_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        if end and _NO_END.search(text[begin:stop]):
            continue
        if text[begin:stop].strip():
            line = rows[bisect_right(starts, begin) - 1][0]
            yield Sentence(text[begin : end.end() if end else stop].strip(), line, is_heading)
        begin = end.end() if end else stop
