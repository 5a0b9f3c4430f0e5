"""What stands in braces at the end of a line: a key, values and marks, `{#its-key name=value mark}`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from lms.courses.problems import FileProblems, suggest
from lms.courses.schema import KEY

_AT_END = re.compile(r"(.*?)\s*(?<!\{)\{([^{}]*)\}\s*", re.DOTALL)
_VALUE = re.compile(r"([\w-]+)\s*=\s*(?:[\"“”]([^\"“”]*)[\"“”]|(\S+))")
_UNFINISHED = re.compile(r"(?<!\{)\{#|\{#[^}]*$")
_END_WITH_KEY = "end the line with it: … {#its-key}; feedback goes on the line below, after '  > '"
_TAKE_OUT = "take it out, or join it: a key has hyphens for spaces, several numbers stand in quotes"


@dataclass(frozen=True)
class Braced:
    """A line without its braces, and what these said."""

    words: str
    key: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[str, ...] = ()


def read_braces(
    text: str,
    line: int,
    problems: FileProblems,
    *,
    names: Collection[str] = (),
    marks: Collection[str] = (),
) -> Braced:
    """The line taken apart. `names` of values and bare `marks` are what may stand there besides a key."""
    match = _AT_END.fullmatch(text)
    if match is None:
        if _UNFINISHED.search(text):
            problems.error(line, "the key is not at the end", _END_WITH_KEY)
        return Braced(text.strip())
    values = {found[1]: (found[2] or found[3] or "").strip() for found in _VALUE.finditer(match[2])}
    for name in values.keys() - set(names):
        problems.error(line, f"unknown attribute {name!r}", suggest(name, names))
    key, given = None, []
    for word in _VALUE.sub(" ", match[2]).split():
        if word.startswith("#"):
            key = _check_key(word[1:], line, problems)
        elif word in marks:
            given.append(word)
        else:
            mend = suggest(word, marks) if marks else _TAKE_OUT
            problems.error(line, f"{word!r} in braces is not understood", mend)
    return Braced(
        match[1].strip(), key, {name: values[name] for name in values if name in names}, tuple(given)
    )


def _check_key(key: str, line: int, problems: FileProblems) -> str:
    if not KEY.fullmatch(key):
        problems.error(line, f"{key!r} cannot be a key", "use lower-case letters, digits and hyphens")
    return key
