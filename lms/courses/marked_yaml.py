"""YAML that remembers its lines, so that a problem can name one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from lms.courses.problems import FileProblems

Place = tuple[str | int, ...]

# Deeper nesting than this is a slip or an attack; it is refused before anything recurses into it.
DEEPEST = 12
# Aliases can make a small file mean a huge one, so what comes of it is counted.
MOST_VALUES = 50_000
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _RefusedError(Exception):
    def __init__(self, line: int, message: str, mend: str) -> None:
        super().__init__(message)
        self.line, self.message, self.mend = line, message, mend


@dataclass
class MarkedYaml:
    """Plain values, and the line of each place in them."""

    value: object = None
    lines: dict[Place, int] = field(default_factory=dict)
    first_line: int = 1

    def line_of(self, place: Place) -> int:
        """The line of the place, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, self.first_line)


def parse_yaml(text: str, problems: FileProblems, first_line: int = 1) -> MarkedYaml | None:
    """The values in `text`, or None and a problem. `first_line` is where in its file the text begins."""
    marked = MarkedYaml(first_line=first_line)
    try:
        _refuse_traps(text)
        node = yaml.compose(text, Loader=_Loader)
        if node is not None:
            marked.value = _construct(node, (), marked, problems)
    except _RefusedError as refused:
        problems.error(first_line + refused.line, refused.message, refused.mend)
        return None
    except yaml.MarkedYAMLError as error:
        # What is never closed is found out at the end of the file, and mended where it begins.
        mark = error.context_mark if _is_unclosed(error) else error.problem_mark
        mark = mark or error.problem_mark or error.context_mark
        line = first_line + min(mark.line if mark else 0, text.count("\n"))
        problems.error(line, *_explain(error))
        return None
    except (yaml.YAMLError, ValueError, RecursionError):
        problems.error(first_line, "these values cannot be read", _MEND)
        return None
    return marked


_MEND = "check colons, quotes and indentation (spaces, no tabs) here and on the line before"
_NAME_VALUE = "write 'name: value' here or on the line before"
# What the library says, by what it was reading or found there, in the words of whoever writes the file.
_EXPLANATIONS = {
    "unknown escape": ("there is a backslash inside double quotes", "use single quotes around the text"),
    "quoted scalar": ("a quotation mark here is not closed", "close it, or take it out"),
    "mapping values": ("there is a second colon, or the indentation is wrong", "put the text in quotes"),
    "flow sequence": ("a '[' is not closed", "close it with ']', or put the text in quotes"),
    "flow mapping": ("a '{' is not closed", "close it with '}', or put the text in quotes"),
    "cannot start any token": (
        "a value or line cannot begin with a tab, '@', '`' or '%'",
        "use spaces to indent, and put the text in quotes",
    ),
    "undefined alias": ("'*' has a special meaning here", "put the text in quotes"),
    "anchor": ("'&' has a special meaning here", "put the text in quotes"),
    "alias": ("'*' has a special meaning here", "put the text in quotes"),
    "block scalar": ("'|' or '>' has a special meaning here", "write the text on the lines below, indented"),
    "could not find expected ':'": ("a line has no colon and space, or is not indented", _NAME_VALUE),
    "block mapping": (
        "this line does not go on what stands above it",
        f"{_MEND}, and put {{{{ … }}}} in quotes",
    ),
    "block collection": ("this list is broken off", "begin each item with '- ', as far in as the first"),
    "sequence entries": ("a list cannot begin here", "begin it on a line of its own"),
    "another document": ("'---' begins a second text here", "take it out"),
}


def _is_unclosed(error: yaml.MarkedYAMLError) -> bool:
    told = f"{error.context}"
    return "unknown escape" not in f"{error.problem}" and any(
        part in told for part in ("quoted scalar", "flow sequence", "flow mapping")
    )


def _explain(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """What is wrong and how to mend it."""
    told = f"{error.problem} {error.context}"
    return next(
        (said for part, said in _EXPLANATIONS.items() if part in told), ("this line cannot be read", _MEND)
    )


def _refuse_traps(text: str) -> None:
    """Tags would build other things than plain values; deep nesting would exhaust what recurses into it."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line if event.start_mark else 0
        if getattr(event, "tag", None) is not None:
            raise _RefusedError(line, "'!' has a special meaning here", "put the text in quotes")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise _too_deep(line)


def _too_deep(line: int) -> _RefusedError:
    return _RefusedError(line, "the values are nested too deeply", "check the brackets and the indentation")


def _construct(node: yaml.Node, place: Place, marked: MarkedYaml, problems: FileProblems) -> object:
    if len(place) > DEEPEST or len(marked.lines) > MOST_VALUES:
        raise _too_deep(node.start_mark.line)
    marked.lines.setdefault(place, marked.first_line + node.start_mark.line)
    if isinstance(node, yaml.MappingNode):
        return _construct_mapping(node, place, marked, problems)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(item, (*place, index), marked, problems) for index, item in enumerate(node.value)]
    try:
        return SafeConstructor().construct_object(node)
    except (ValueError, OverflowError, KeyError, IndexError) as error:
        message = f"{str(node.value)[:40]!r} cannot be read as the kind of value it looks like"
        raise _RefusedError(node.start_mark.line, message, "correct it, or put it in quotes") from error


def _construct_mapping(
    node: yaml.MappingNode, place: Place, marked: MarkedYaml, problems: FileProblems
) -> dict[str, object]:
    values: dict[str, object] = {}
    merged: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            raise _RefusedError(line, "a list stands where a name should", "check brackets and colons")
        key = str(key_node.value)
        if key in values:
            problems.error(marked.first_line + line, f"{key!r} is here twice", "take one of them out")
        marked.lines[(*place, key)] = marked.first_line + line
        value = _construct(value_node, (*place, key), marked, problems)
        if key_node.tag == "tag:yaml.org,2002:merge" and isinstance(value, dict):
            merged |= value
        else:
            values[key] = value
    return {**merged, **values}
