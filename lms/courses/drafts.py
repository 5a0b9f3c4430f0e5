"""The rows of a question sorted into what they are, before anything is rendered.

A task list is a choice, a numbered list an order, a table a match. What stands before it is the context.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lms.courses.checks import BOX
from lms.courses.problems import FileProblems

Form = Literal["choice", "order", "match"]
Row = tuple[int, str]

_OPTION = re.compile(r" {0,3}[-*+]\s+\[([ xX])\]\s+(.*)")
_ANY_BOX = re.compile(r"\s*(?:[-*+]|\d+[.)])\s*\[[^\]]{0,3}\](?!\()")
_BULLET = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_NUMBERED = re.compile(r" {0,3}\d+[.)]\s+(.*)")
_TABLE_ROW = re.compile(r"\s*\|(.*)\|\s*")
_KEY = re.compile(r"(?<!\{)\{#")
_RULE = re.compile(r"\s*:?-+:?\s*")
FEEDBACK = re.compile(r"(\s*)> ?(.*)")
_WRITE_BOX = "write '- [x] text' when it is right, else '- [ ] text'"
_WRITE_OPTION: dict[Form, str] = {
    "choice": _WRITE_BOX,
    "order": "begin each step with '1. '",
    "match": "write '| left | right |'",
}


@dataclass
class DraftOption:
    line: int
    is_correct: bool
    text: list[str]
    feedback: list[str] = field(default_factory=list)


@dataclass
class DraftPair:
    """A row of a match: what is on its left and what is on its right."""

    line: int
    left: str
    right: str


@dataclass
class DraftQuestion:
    line: int
    heading: str
    form: Form = "choice"
    body: list[str] = field(default_factory=list)
    options: list[DraftOption] = field(default_factory=list)
    pairs: list[DraftPair] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)


def draft_question(line: int, heading: str, rows: Sequence[Row], problems: FileProblems) -> DraftQuestion:
    """The question whose words are `heading`, at `line`, with the rows under it."""
    draft = DraftQuestion(line, heading, _find_form(rows))
    take = _TAKERS[draft.form]
    for number, row in rows:
        before = len(draft.body)
        take(draft, row, number, problems)
        if len(draft.body) > before:
            _check_context(row, number, draft.form, problems)
    return draft


def _check_context(row: str, line: int, form: Form, problems: FileProblems) -> None:
    """What is left above the options may be one that was not written as such."""
    feedback = FEEDBACK.fullmatch(row)
    if _KEY.search(row):
        problems.error(line, "there is a key here, but this is no option", _WRITE_OPTION[form])
    elif feedback and feedback[1]:
        problems.error(line, "this feedback belongs to no option", f"above it, {_WRITE_OPTION[form]}")


def _find_form(rows: Sequence[Row]) -> Form:
    """Boxes decide; a question without any is an order or a match, by what comes first."""
    if any(_ANY_BOX.match(row) for _, row in rows):
        return "choice"
    for _, row in rows:
        if _NUMBERED.fullmatch(row):
            return "order"
        if _TABLE_ROW.fullmatch(row):
            return "match"
    return "choice"


def _take_row_of_choice(draft: DraftQuestion, row: str, line: int, problems: FileProblems) -> None:
    option = _OPTION.fullmatch(row)
    if option:
        draft.options.append(DraftOption(line, option[1] != " ", [option[2]]))
    elif _ANY_BOX.match(row):
        problems.error(line, "this option cannot be read", _WRITE_BOX)
    elif not draft.options:
        draft.body.append(row)
    elif _BULLET.match(row):
        problems.error(line, "this list item has no box", _WRITE_BOX)
    else:
        _take_row_of_option(draft.options[-1], row, line, problems)


def _take_row_of_order(draft: DraftQuestion, row: str, line: int, problems: FileProblems) -> None:
    item = _NUMBERED.fullmatch(row)
    if item:
        draft.options.append(DraftOption(line, True, [item[1]]))
    elif not draft.options:
        draft.body.append(row)
    elif _BULLET.match(row):
        problems.error(line, "this list item has no number", "begin each step with '1. '")
    else:
        _take_row_of_option(draft.options[-1], row, line, problems)


def _take_row_of_option(option: DraftOption, row: str, line: int, problems: FileProblems) -> None:
    feedback = FEEDBACK.fullmatch(row)
    if feedback:
        if BOX.search(row):
            problems.error(line, "there is a box in the feedback", "take it out")
        if _KEY.search(row):
            problems.error(line, "there is a key in the feedback", "take {#…} out")
        if not feedback[1]:
            problems.error(
                line, "this feedback is not under its option", "indent it: two spaces before the '>'"
            )
        option.feedback.append(feedback[2])
    elif not row.strip():
        if option.feedback:
            option.feedback.append("")
    elif not row.startswith(" "):
        problems.error(
            line,
            "there is text after the options",
            "move it above them, or indent it by two spaces; an option never begins with '–' or '•'",
        )
    else:
        (option.feedback or option.text).append(row.strip())


def _take_row_of_match(draft: DraftQuestion, row: str, line: int, problems: FileProblems) -> None:
    table = _TABLE_ROW.fullmatch(row)
    feedback = FEEDBACK.fullmatch(row)
    is_begun = bool(draft.pairs)
    if table:
        cells = [cell.strip() for cell in table[1].split("|")]
        if len(cells) == 2:
            draft.pairs.append(DraftPair(line, *cells))
        else:
            problems.error(line, f"this row has {len(cells)} columns", "give it two: | left | right |")
    elif is_begun and feedback:
        draft.feedback.append(feedback[2])
    elif is_begun and row.strip():
        problems.error(line, "there is text after the table", "move it above, or begin it with '> '")
    else:
        (draft.feedback if is_begun else draft.body).append(row)


_TAKERS: dict[Form, Callable[[DraftQuestion, str, int, FileProblems], None]] = {
    "choice": _take_row_of_choice,
    "order": _take_row_of_order,
    "match": _take_row_of_match,
}


def drop_table_head(draft: DraftQuestion, problems: FileProblems) -> list[DraftPair]:
    """The pairs under the heading row and its rule, which a table has to have."""
    head = draft.pairs[:2]
    if len(head) < 2 or not (_RULE.fullmatch(head[1].left) and _RULE.fullmatch(head[1].right)):
        problems.error(
            draft.pairs[0].line if draft.pairs else draft.line,
            "the table has no heading row",
            "begin with '| Concern | Whom to turn to |' and '| --- | --- |'",
        )
        return draft.pairs
    return draft.pairs[2:]
