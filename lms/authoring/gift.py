"""Reading GIFT, the plain-text format of question banks (docs.moodle.org, "GIFT format")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lms.authoring.imported import (
    ESSAY,
    NO_ANSWER,
    NUMBER,
    TYPED,
    Bank,
    ImportedOption,
    ImportedQuestion,
    take_weights,
)
from lms.authoring.plain_markdown import as_one_line, from_html, from_text

# A backslash before one of these makes it an ordinary sign; it is put away while the rest is taken apart.
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_PUT_AWAY = {sign: chr(0xE000 + place) for place, sign in enumerate("~=#{}:\\n")}
_BACK = {away: "\n" if sign == "n" else sign for sign, away in _PUT_AWAY.items()}
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")
_ANSWERS = re.compile(r"\{(.*?)\}", re.DOTALL)
_ANSWER = re.compile(r"([=~])((?:[^=~])*)", re.DOTALL)
_WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
_TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*((?:#.*)?)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class _Raw:
    """One question as it stands in the file."""

    line: int
    text: str


def read_gift(text: str) -> Bank:
    """Every question of a GIFT file that a quiz of ours can ask, and why the others were left out."""
    bank = Bank()
    for raw in _split(text):
        _read_question(raw, bank)
    return bank


def _split(text: str) -> Iterator[_Raw]:
    """Questions are parted by blank rows; comments and categories are left out."""
    rows: list[str] = []
    begin = 0
    for line, row in enumerate([*text.replace("\r\n", "\n").split("\n"), ""], 1):
        if row.lstrip().startswith(("//", "$")):
            continue
        if row.strip():
            begin = begin or line
            rows.append(row)
        elif rows and _is_whole(rows):
            yield _Raw(begin, "\n".join(rows))
            rows, begin = [], 0
        elif rows:
            rows.append(row)
    if rows:
        yield _Raw(begin, "\n".join(rows).rstrip())


def _is_whole(rows: list[str]) -> bool:
    """A blank row inside the braces does not end a question."""
    text = _ESCAPED.sub("", "\n".join(rows))
    return text.count("{") <= text.count("}")


def _read_question(raw: _Raw, bank: Bank) -> None:
    text = _ESCAPED.sub(lambda match: _PUT_AWAY[match[1]], raw.text)
    title = _TITLE.match(text)
    text = text[title.end() :] if title else text
    name = _restore(title[1]).strip() if title else ""
    chosen = _FORMAT.match(text)
    text = text[chosen.end() :] if chosen else text
    words = _Words(chosen[1] if chosen else "plain", raw.line, name, bank)
    answers = _ANSWERS.search(text)
    if answers is None:
        reason = (
            NO_ANSWER if "{" not in text else ("its '{' is never closed", "add the '}' after its answers")
        )
        bank.refuse(raw.line, name or _restore(text), *reason)
        return
    before, after = text[: answers.start()].strip(), text[answers.end() :].strip()
    asked = words.read(f"{before} _____ {after}" if after else before)
    name = name or asked
    inside, _, general = answers[1].partition("####")
    _read_answers(raw.line, name, asked, inside.strip(), words.read(general), words)


def _read_answers(line: int, name: str, asked: str, inside: str, general: str, words: _Words) -> None:
    bank = words.bank
    truth = _TRUTH.fullmatch(inside)
    if truth:
        options = _read_truth(truth, words)
        bank.questions.append(ImportedQuestion(line, name, asked, "choice", options, feedback=general))
        return
    if not inside or inside.startswith("#"):
        bank.refuse(line, name, *(NUMBER if inside else ESSAY))
        return
    found = _ANSWER.findall(inside)
    if any("->" in answer for _, answer in found):
        pairs = [_read_pair(answer, words) for _, answer in found]
        _take_pairs(line, name, asked, pairs, general, bank)
        return
    weighed = [_read_option(sign, answer, words) for sign, answer in found]
    if not any(sign == "~" for sign, _ in found):
        bank.refuse(line, name, *TYPED)
        return
    taken = take_weights(weighed, line, name, bank)
    bank.questions.append(ImportedQuestion(line, name, asked, "choice", taken, feedback=general))


def _read_truth(truth: re.Match[str], words: _Words) -> tuple[ImportedOption, ...]:
    """`{T#feedback if wrong#feedback if right}`."""
    is_true = truth[1].upper().startswith("T")
    _, wrong, right = (*truth[2].split("#", 2), "", "")[:3]
    said = {True: words.read(right), False: words.read(wrong)}
    return (
        ImportedOption("True", is_true, said[is_true]),
        ImportedOption("False", not is_true, said[not is_true]),
    )


def _read_option(sign: str, answer: str, words: _Words) -> tuple[str, float, str]:
    weight = _WEIGHT.match(answer)
    text, _, feedback = (answer[weight.end() :] if weight else answer).partition("#")
    share = float(weight[1]) / 100 if weight else float(sign == "=")
    return as_one_line(words.read(text)), share, words.read(feedback)


def _read_pair(answer: str, words: _Words) -> tuple[str, str]:
    """Both sides of an answer to match; one that lacks the arrow has nothing on its right."""
    left, _, right = answer.partition("->")
    return as_one_line(words.read(left)), as_one_line(words.read(right))


def _take_pairs(
    line: int, name: str, asked: str, pairs: list[tuple[str, str]], general: str, bank: Bank
) -> None:
    whole = tuple(pair for pair in pairs if all(pair))
    if len(whole) < len(pairs):
        message = "an answer that belongs to nothing was left out"
        bank.remark(line, name, message, "add a row for it if you want it")
    bank.questions.append(ImportedQuestion(line, name, asked, "match", pairs=whole, feedback=general))


@dataclass(frozen=True)
class _Words:
    """Reads the words of one question in the format that it declares."""

    format: str
    line: int
    name: str
    bank: Bank

    def read(self, text: str) -> str:
        restored = _restore(text).strip()
        if self.format == "markdown":
            return restored
        if self.format != "html" and not re.search(r"</?[a-z]+[^>]*>", restored):
            return from_text(restored)
        markdown, lost = from_html(restored)
        for thing in lost:
            self.bank.remark(self.line, self.name or markdown, f"{thing} was left out", "add it by hand")
        return markdown


def _restore(text: str) -> str:
    return "".join(_BACK.get(sign, sign) for sign in text)
