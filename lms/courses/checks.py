"""Checks of an author's words, line by line: what reading the files as Markdown or YAML would let through."""

from __future__ import annotations

import re

from lms.courses.facts import EXPRESSION
from lms.courses.problems import FileProblems

# Words to avoid and what to say instead: agreed wording of the field, which people at its centre asked for.
AVOIDED_WORDS = {
    r"rescu(?:e|es|ed|ing)": "helped to safety, supported to leave",
    r"raid success": "identified, recovered",
    r"slaves?": "potential victim, person who may be exploited",
    r"drug runners?": "exploited for crime, criminally exploited child",
    r"gang members?": "exploited for crime, criminally exploited child",
    r"county lines kids?": "criminally exploited child",
    r"child prostitut(?:e|es|ion)": "child sexual exploitation",
    r"promiscuous": "child sexual exploitation",
    r"lifestyle choices?": "child sexual exploitation",
    r"lets? them in": "home takeover, or cuckooing",
    r"cho(?:ose|oses|se) to stay": "controlled by",
    r"illegals|illegal (?:im)?migrants?": "potential victim, person who may be exploited",
}
# A word in quotation marks is being talked about, so it may stand.
_AVOIDED = re.compile(rf"(?<![\w'\"‘“*-])(?:{'|'.join(AVOIDED_WORDS)})(?![\w-])", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s)>\"]+")
# Where something is in the picture of a scene.
_REGION = re.compile(r"\bat\s*=\s*[\"“”][^\"“”]*[\"“”]")
_SHORT_NUMBER = re.compile(r"(?<![\w£$.,/+-])(?:999|101)(?![\w%-]|[.,]\d)")
_LONG_NUMBER = re.compile(
    r"(?<![\w.,])(?:\+|\(?0)(?:[\s()–-]{0,2}\d){8,13}(?!\d)|(?<![\w.,])116[ -]?\d{3}(?!\d)"
)
_HTML = re.compile(r"<(?:[A-Za-z/][^<>]*>?|!--)")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)?[^\s<>]+(?::|@)[^\s<>]+>|<https?://[^\s<>]+>")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(.*))?")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*")
_MERGE = re.compile(r"(<{7}|>{7})( .*)?|={7}")
_KEY = re.compile(r"(?<!\{)\{#[^}]*\}\s*$")
BOX = re.compile(r"\[[ xX]\](?!\()|^\s*[-*+]\s*\[\](?!\()")

_USE_FACT = "write the fact that has it in facts.yaml: {{ fact.its-key }}"


def check_wording(text: str, first_line: int, problems: FileProblems) -> None:
    """Numbers that ought to be facts, notes to oneself and words to avoid; for Markdown and YAML alike."""
    if not _is_suspect(text):
        return
    for line, row in enumerate(text.split("\n"), first_line):
        bare = _REGION.sub("", _ADDRESS.sub("", EXPRESSION.sub("", row)))
        for match in _LONG_NUMBER.finditer(bare):
            problems.error(line, f"{match[0].strip()!r} looks like a phone number", _USE_FACT)
        for match in _SHORT_NUMBER.finditer(bare):
            problems.error(line, f"{match[0]!r} is written out", _USE_FACT)
        if _MERGE.fullmatch(row):
            problems.error(line, "two versions were put together here", "keep one, and take this line out")
        if re.search(r"\bTODO\b", row):
            problems.error(line, "'TODO' is still here", "do it, or take the note out")
        for match in _AVOIDED.finditer(bare):
            problems.warning(line, f"{match[0]!r} is a word to avoid", f"say: {_instead_of(match[0])}")
        if _HTML.search(_AUTOLINK.sub("", row)):
            problems.error(
                line, "HTML is not used here", "write it in Markdown; for a bare '<' write 'less than'"
            )


def _is_suspect(text: str) -> bool:
    """Whether a look at each line can find anything. Most files are in order, and one look is faster."""
    bare = _ADDRESS.sub("", EXPRESSION.sub("", text))
    return (
        any(mark in text for mark in ("TODO", "<<<<<<<", "=======", ">>>>>>>"))
        or any(pattern.search(bare) for pattern in (_LONG_NUMBER, _SHORT_NUMBER, _AVOIDED))
        or _HTML.search(_AUTOLINK.sub("", text)) is not None
    )


def check_headings(text: str, first_line: int, problems: FileProblems) -> None:
    """Level-1 headings and skipped levels. The title is the page's only level-1 heading."""
    level = 1
    before = ""
    for line, row in enumerate(text.split("\n"), first_line):
        heading = _HEADING.fullmatch(row)
        if heading and not (heading[2] or "").strip():
            problems.error(line, "the heading is empty", "write it, or take the line out")
        elif heading:
            level = _check_level(level, len(heading[1]), line, problems)
        elif re.match(r"#{1,6}\w", row):
            problems.error(line, "there is no space after the '#'", "write '## Heading'")
        elif before.strip() and _UNDERLINE.fullmatch(row):
            problems.error(
                line, "this line makes the one above it a heading", "write '## Heading', or add a blank line"
            )
        before = row


def check_no_boxes(text: str, first_line: int, problems: FileProblems) -> None:
    """A task list outside a quiz would print its [x], and a key that belongs to nothing itself."""
    for line, row in enumerate(text.split("\n"), first_line):
        if _KEY.search(row) and not row.lstrip().startswith(":::"):
            problems.error(line, "a key means nothing here", "take {#…} out, or begin a block with it")
        if BOX.search(row):
            problems.error(
                line,
                "a list with boxes belongs in a quiz",
                "take the [ ] out, or begin '::: check The question? {#its-key}'",
            )


def _check_level(before: int, level: int, line: int, problems: FileProblems) -> int:
    if level == 1:
        problems.error(
            line, "there is a level-1 heading", "begin at '##': the title above is the level-1 heading"
        )
    elif level > 4:
        problems.error(line, f"there is a level-{level} heading", "two or three levels are enough: use '###'")
    elif level > before + 1:
        problems.error(
            line, f"the heading jumps from level {before} to {level}", f"use '{'#' * (before + 1)}'"
        )
    return level


def _instead_of(found: str) -> str:
    return next(better for word, better in AVOIDED_WORDS.items() if re.fullmatch(word, found, re.IGNORECASE))
