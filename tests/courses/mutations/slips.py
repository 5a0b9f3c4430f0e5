"""What a slip is, and the list of all of them: each in a module beside this one, by what it breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

Files = Mapping[str, bytes]
# What the check has to say: something on the very line, something in the file, something, or perhaps nothing.
Expected = Literal["line", "file", "course", "nothing"]


@dataclass(frozen=True)
class Broken:
    """The files of a course after the slip. `path` is the one to be named, `line` the place in it."""

    files: Files
    path: str
    line: int = 1


Rows = list[str]
Edit = Callable[[Rows, Random], int | None]
Break = Callable[[dict[str, bytes], Random], Broken | None]


@dataclass(frozen=True)
class Slip:
    name: str
    make: Break
    expected: Expected


SLIPS: list[Slip] = []


def in_rows(files: str, expected: Expected = "line") -> Callable[[Edit], Edit]:
    """A slip in a text file whose path matches `files`.

    The edit changes the rows, and returns the one to be named, counted from 0, or None when there is nothing
    of the kind in this file.
    """

    def register(edit: Edit) -> Edit:
        def make(course: dict[str, bytes], random: Random) -> Broken | None:
            paths = sorted(path for path in course if re.search(files, path))
            for path in random.sample(paths, len(paths)):
                rows = course[path].decode().split("\n")
                row = edit(rows, random)
                if row is not None:
                    return Broken(
                        {**course, path: "\n".join(rows).encode("utf-8", "surrogatepass")}, path, row + 1
                    )
            return None

        SLIPS.append(Slip(edit.__name__, make, expected))
        return edit

    return register


def in_files(expected: Expected = "file") -> Callable[[Break], Break]:
    """A slip that does something to whole files of a course."""

    def register(make: Break) -> Break:
        SLIPS.append(Slip(make.__name__, make, expected))
        return make

    return register


def pick(rows: Rows, pattern: str, random: Random) -> int | None:
    """The place of some row in which the pattern is found."""
    places = [place for place, row in enumerate(rows) if re.search(pattern, row)]
    return random.choice(places) if places else None


def replace(rows: Rows, pattern: str, new: str, random: Random) -> int | None:
    """Replaces the pattern in some row that has it."""
    place = pick(rows, pattern, random)
    if place is not None:
        rows[place] = re.sub(pattern, new, rows[place], count=1)
    return place


def misspell(word: str, random: Random) -> str:
    """The word with one letter that is wrong: left out, doubled, swapped or another."""
    place = random.randrange(len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    if letter == after[0]:
        return before + after
    return random.choice(
        [
            before + after,
            before + letter * 2 + after,
            f"{before}{after[0]}{letter}{after[1:]}",
            f"{before}ж{after}",
        ]
    )
