"""A Markdown file of ours: front matter between two `---` lines, then the text, line numbers kept."""

from __future__ import annotations

from dataclasses import dataclass

from lms.courses.marked_yaml import MarkedYaml, parse_yaml
from lms.courses.problems import FileProblems


@dataclass(frozen=True)
class Document:
    """`body` begins at line `body_line` of the file."""

    front: MarkedYaml
    body: str
    body_line: int


def split_document(text: str, problems: FileProblems) -> Document | None:
    """The front matter and the body, or None with a problem when there is no readable front matter."""
    rows = text.split("\n")
    if rows[0].rstrip() != "---":
        problems.error(
            1,
            "there is no front matter",
            "begin with '---', 'title: …' and '---', each on its line, nothing above",
        )
        return None
    ends = (number for number, row in enumerate(rows[1:], 1) if row.rstrip() == "---")
    end = next(ends, None)
    if end is None:
        problems.error(1, "the front matter has no end", "write '---' on a line of its own after it")
        return None
    front = parse_yaml("\n".join(rows[1:end]), problems, first_line=2)
    return Document(front, "\n".join(rows[end + 1 :]), end + 2) if front else None
