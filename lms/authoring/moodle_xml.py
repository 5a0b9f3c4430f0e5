"""Reading Moodle XML, the format that Moodle exports question banks in.

A file from elsewhere may be made to harm: document types, and with them entities, are refused before anything
is expanded, and so is nesting that no question bank has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

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
from lms.errors import DomainError

DEEPEST = 40
_REFUSED = {
    "shortanswer": TYPED,
    "numerical": NUMBER,
    "calculated": NUMBER,
    "calculatedsimple": NUMBER,
    "calculatedmulti": NUMBER,
    "essay": ESSAY,
    "description": NO_ANSWER,
    "cloze": ("it has gaps in a text", "ask for each gap as a question of its own"),
    "gapselect": ("it has gaps in a text", "ask for each gap as a question of its own"),
    "ddwtos": ("words are dragged into a text", "make it a match"),
    "ddimageortext": ("things are dragged onto a picture", "make it a scene"),
    "ddmarker": ("marks are set on a picture", "make it a scene"),
}


class UnreadableBank(DomainError):
    """The file is no question bank that we read."""


@dataclass
class _Node:
    tag: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list[_Node] = field(default_factory=list)

    def find(self, tag: str) -> _Node | None:
        return next((child for child in self.children if child.tag == tag), None)

    def find_all(self, tag: str) -> list[_Node]:
        return [child for child in self.children if child.tag == tag]

    def text_of(self, tag: str) -> str:
        found = self.find(tag)
        return found.text.strip() if found else ""


def read_moodle_xml(content: bytes) -> Bank:
    """Every question of a Moodle XML file that a quiz of ours can ask, and why the others were left out.

    Raises UnreadableBank when the file is not well-formed, or declares a document type.
    """
    root = _parse(content)
    if root.tag != "quiz":
        raise UnreadableBank(
            f"This is no Moodle question bank: it begins with <{root.tag}> instead of <quiz>."
        )
    bank = Bank()
    for question in root.find_all("question"):
        if question.attributes.get("type") != "category":
            _read_question(question, bank)
    return bank


def _read_question(node: _Node, bank: Bank) -> None:
    kind = node.attributes.get("type", "")
    name = _plain(node.find("name"))
    words = _Words(node.line, name, bank)
    asked = words.read(node.find("questiontext"))
    general = words.read(node.find("generalfeedback"))
    if kind in _REFUSED:
        bank.refuse(node.line, name or asked, *_REFUSED[kind])
    elif kind in ("multichoice", "truefalse"):
        weighed = [_read_answer(answer, words) for answer in node.find_all("answer")]
        options = take_weights(weighed, node.line, name or asked, bank)
        if kind == "truefalse":
            options = tuple(_capitalise(option) for option in options)
        bank.questions.append(ImportedQuestion(node.line, name, asked, "choice", options, feedback=general))
    elif kind in ("matching", "ddmatch"):
        pairs = [
            (words.line_of(each), words.line_of(each.find("answer"))) for each in node.find_all("subquestion")
        ]
        whole = tuple(pair for pair in pairs if all(pair))
        if len(whole) < len(pairs):
            message = "an answer that belongs to nothing was left out"
            bank.remark(node.line, name or asked, message, "add a row for it if you want it")
        bank.questions.append(
            ImportedQuestion(node.line, name, asked, "match", pairs=whole, feedback=general)
        )
    elif kind == "ordering":
        items = tuple(ImportedOption(words.line_of(each), True) for each in node.find_all("answer"))
        bank.questions.append(ImportedQuestion(node.line, name, asked, "order", items, feedback=general))
    else:
        mend = "ask it in another way, by hand"
        bank.refuse(node.line, name or asked, f"questions of the kind {kind!r} are not known here", mend)


def _read_answer(node: _Node, words: _Words) -> tuple[str, float, str]:
    try:
        weight = float(node.attributes.get("fraction", "0")) / 100
    except ValueError:
        weight = 0.0
    return words.line_of(node), weight, words.read(node.find("feedback"))


def _capitalise(option: ImportedOption) -> ImportedOption:
    return ImportedOption(option.words.capitalize(), option.is_correct, option.feedback)


def _plain(node: _Node | None) -> str:
    return " ".join(node.text_of("text").split()) if node else ""


@dataclass(frozen=True)
class _Words:
    """Reads the words of one question in the format that each part declares."""

    line: int
    name: str
    bank: Bank

    def read(self, node: _Node | None) -> str:
        if node is None:
            return ""
        text, written = node.text_of("text"), node.attributes.get("format", "html")
        if node.find_all("file") and "pluginfile" in text:
            self.bank.remark(node.line, self.name, "a file was left out", "add it by hand")
        if written == "markdown":
            return text
        if written == "plain_text":
            return from_text(text)
        markdown, lost = from_html(text)
        for thing in lost:
            self.bank.remark(node.line, self.name or markdown, f"{thing} was left out", "add it by hand")
        return markdown

    def line_of(self, node: _Node | None) -> str:
        return as_one_line(self.read(node))


def _parse(content: bytes) -> _Node:
    parser = expat.ParserCreate()
    top = _Node("", {}, 0)
    path = [top]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(path) > DEEPEST:
            raise UnreadableBank(f"Line {parser.CurrentLineNumber}: the file is nested too deeply.")
        node = _Node(tag, attributes, parser.CurrentLineNumber)
        path[-1].children.append(node)
        path.append(node)

    def add(data: str) -> None:
        path[-1].text += data

    def refuse(*_: object) -> None:
        message = "the file declares a document type, which no question bank needs"
        raise UnreadableBank(f"Line {parser.CurrentLineNumber}: {message}.")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = add
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        message = f"Line {error.lineno}: this is not well-formed XML ({expat.errors.messages[error.code]})."
        raise UnreadableBank(message) from error
    return top.children[0]
