"""Writing questions as a quiz of ours: the Markdown that an author would have written."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence

from lms.authoring.imported import ImportedOption, ImportedQuestion
from lms.authoring.plain_markdown import as_one_line

LONGEST_HEADING = 140
LONGEST_KEY = 40
_LAST_QUESTION = re.compile(r"(.*[.!?…\"”’)])\s+([^.!?…]+\?)\s*", re.DOTALL)


def render_quiz(title: str, questions: Iterable[ImportedQuestion]) -> str:
    """The text of a quiz.md. Options without feedback of their own get that of the whole question."""
    keys: set[str] = set()
    parts = [f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n"]
    parts += [_render_question(question, _take_key(question, keys)) for question in questions]
    return "\n".join(parts)


def _render_question(question: ImportedQuestion, key: str) -> str:
    heading, body = split_heading(question.text, question.name)
    parts = [f"## {heading} {{#{key}}}", *([body] if body else []), _render_answers(question)]
    return "\n\n".join(parts) + "\n"


def split_heading(text: str, name: str) -> tuple[str, str]:
    """The words of the heading, on one line, and the context under it.

    A short text is the heading. Of a long one it is the question at its end, else the question's name.
    """
    line = as_one_line(text)
    if len(line) <= LONGEST_HEADING and "\n\n" not in text:
        return line, ""
    last = _LAST_QUESTION.fullmatch(text)
    if last and len(as_one_line(last[2])) <= LONGEST_HEADING:
        return as_one_line(last[2]), last[1].strip()
    return (as_one_line(name)[:LONGEST_HEADING], text) if name else (line, "")


def _render_answers(question: ImportedQuestion) -> str:
    if question.form == "match":
        rows = [f"| {_cell(left)} | {_cell(right)} |" for left, right in question.pairs]
        table = "\n".join(["| This | Belongs to |", "| --- | --- |", *rows])
        return f"{table}\n\n{_quote(question.feedback, '')}" if question.feedback else table
    lines = []
    for number, option in enumerate(question.options, 1):
        box = "x" if option.is_correct else " "
        lines.append(f"{number}. {option.words}" if question.form == "order" else f"- [{box}] {option.words}")
        feedback = _feedback_of(option, question)
        lines += [_quote(feedback, "   " if question.form == "order" else "  ")] if feedback else []
    return "\n".join(lines)


def _feedback_of(option: ImportedOption, question: ImportedQuestion) -> str:
    return option.feedback or question.feedback


def _quote(text: str, indent: str) -> str:
    return "\n".join(f"{indent}> {row}".rstrip() for row in text.split("\n"))


def _cell(text: str) -> str:
    return text.replace("|", "&#124;")


def _take_key(question: ImportedQuestion, taken: set[str]) -> str:
    """A key of the question's name, else of its words; each of them once."""
    base = _slug(question.name or question.text) or "question"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    taken.add(key)
    return key


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words: Sequence[str] = re.findall(r"[a-z0-9]+", re.sub(r"&#\d+;|&lt;|['’]", "", plain))
    slug = ""
    for word in words:
        if len(slug) + len(word) > LONGEST_KEY:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug
