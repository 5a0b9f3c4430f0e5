"""Where links and pictures of a course lead: files as the author sees them, addresses as the learner does."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lms.courses.model import Picture

Report = Callable[[str, str], None]

_NUMBERED = re.compile(r"(\d+)-(.+)")


def key_of(name: str) -> str | None:
    """The key in a numbered name ("01-what-it-is", "02-next.md"), None when there is no number."""
    match = _NUMBERED.fullmatch(name.removesuffix(".md"))
    return match[2] if match else None


@dataclass(frozen=True)
class Places:
    """What a file of a course can point to. `path` is the file's own, below the courses folder."""

    path: str
    files: Collection[str]
    pictures: Mapping[str, Picture]

    @property
    def course_key(self) -> str:
        return self.path.split("/", 1)[0]

    def resolve_link(self, href: str, report: Report) -> str:
        """The address for a link as written. What leads nowhere is reported as (message, mend)."""
        try:
            parts = urlsplit(href)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme in ("http", "https") and parts.netloc:
            return href
        if parts.scheme == "mailto" or href.startswith("#") or (href.startswith("/") and href[1:2] != "/"):
            return href
        if parts.scheme == "tel":
            report("a phone number is written out in a link", "use {{ fact.… }}, which makes the link itself")
        elif parts.scheme or parts.netloc or not parts.path:
            report(
                f"the link to {href[:60]!r} leads nowhere", "use a file of this course or an https:// address"
            )
        else:
            return self._resolve_file(unquote(parts.path), parts.fragment, report)
        return "#"

    def _resolve_file(self, written: str, fragment: str, report: Report) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), written))
        names = [
            name.removesuffix(".md") if name == "quiz.md" else key_of(name) for name in target.split("/")[1:]
        ]
        if target not in self.files or not target.endswith(".md") or not all(names):
            report(
                f"the link to {written[:60]!r} leads to no lesson",
                "give the path from this file to a lesson's .md",
            )
            return "#"
        address = "/".join(["/courses", target.split("/")[0], *(name for name in names if name)])
        return f"{address}#{fragment}" if fragment else address

    def resolve_picture(self, written: str, report: Report) -> str:
        """The address for a picture as written. One that is not in the course's pictures/ is reported."""
        picture = self._find_picture(written)
        if picture is None:
            report(
                f"there is no picture {written[:60]!r}",
                f"put it whole into {self.course_key}/pictures, and write path and capitals exactly",
            )
            return ""
        return f"/courses/{self.course_key}/pictures/{picture.name}?v={picture.revision}"

    def size_of_picture(self, written: str) -> tuple[float, float] | None:
        """Width and height of a picture as written, in its own units, if it says them."""
        picture = self._find_picture(written)
        return picture.size if picture else None

    def _find_picture(self, written: str) -> Picture | None:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(written)))
        folder, name = posixpath.split(target)
        return self.pictures.get(name) if folder == f"{self.course_key}/pictures" else None
