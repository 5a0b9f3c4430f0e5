"""The pictures of a course, and what a picture must not bring with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.parsers import expat

from lms.courses.model import Picture
from lms.courses.sources import PICTURE_TYPES, Sources, digest

_ACTIVE_SVG = re.compile(
    rb"<\s*(?:script|foreignObject|iframe|!ENTITY)|\son\w+\s*=|javascript:|href\s*=\s*[\"']\s*(?:https?:)?//",
    re.IGNORECASE,
)
_VIEW_BOX = re.compile(
    rb"<svg\b[^>]*?\sviewBox\s*=\s*[\"']\s*0[\s,]+0[\s,]+(\d{1,6}(?:\.\d+)?)[\s,]+(\d{1,6}(?:\.\d+)?)\s*[\"']"
)
_FIRST_BYTES = {
    "image/png": rb"\x89PNG",
    "image/jpeg": rb"\xff\xd8\xff",
    "image/webp": rb"RIFF....WEBP",
    "image/svg+xml": rb"\s*(?:\xef\xbb\xbf)?\s*<",
}
Found = tuple[str, int, str, str]


def load_pictures(course_key: str, sources: Sources) -> tuple[Mapping[str, Picture], list[Found]]:
    """The pictures by name, and (path, line, message, mend) for each file that must not be served as one."""
    pictures: dict[str, Picture] = {}
    found: list[Found] = []
    for path, content in sources.below(f"{course_key}/pictures").items():
        name = PurePosixPath(path).name
        media_type = PICTURE_TYPES.get(PurePosixPath(name).suffix.lower())
        if media_type is None:
            if name != "README.md":
                found.append((path, 1, "this is not a picture", f"use one of {', '.join(PICTURE_TYPES)}"))
            continue
        if not re.match(_FIRST_BYTES[media_type], content, re.DOTALL):
            found.append((path, 1, "the file is not what its ending says", "export the picture again"))
            continue
        active = _ACTIVE_SVG.search(content) if media_type == "image/svg+xml" else None
        if active:
            line = content[: active.start()].count(b"\n") + 1
            found.append(
                (path, line, "the picture carries a script or loads something", "export it as a plain SVG")
            )
            continue
        broken = _find_break(content) if media_type == "image/svg+xml" else None
        if broken:
            found.append((path, broken, "the picture is broken off or damaged here", "export it again"))
            continue
        pictures[name] = Picture(name, media_type, content, digest([content]), _read_size(content))
    return pictures, found


def _find_break(content: bytes) -> int | None:
    """The line at which an SVG stops being one, which a browser would show as a broken picture."""
    # Entities, with which a small file could stand for a huge one, were refused before.
    parser = expat.ParserCreate()
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        return min(error.lineno, content.count(b"\n") + 1)
    return None


def _read_size(content: bytes) -> tuple[float, float] | None:
    """The width and height in an SVG's viewBox. Regions count from its corner, so it has to begin at 0 0."""
    match = _VIEW_BOX.search(content[:2000])
    return (float(match[1]), float(match[2])) if match else None
