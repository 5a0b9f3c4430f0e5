"""The pictures of a course by the address that its pages give them; those of scenes get their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from lms.courses.exercises import Scene
from lms.courses.model import Course, Picture
from lms.courses.questions import Drawing, Option

RADIUS = 18
INSET = 20


def list_pictures(course: Course) -> dict[str, tuple[str, bytes]]:
    """The media type and the content of each picture, as it is, by its address."""
    return {address_of(course, picture): (picture.media_type, picture.content) for picture in course.pictures}


def address_of(course: Course, picture: Picture) -> str:
    return f"/courses/{course.key}/pictures/{picture.name}?v={picture.revision}"


def number_picture(content: bytes, drawing: Drawing, options: Sequence[Option]) -> bytes:
    """The SVG with a number at the corner of each option's region, in their order."""
    before, end, _ = content.rpartition(b"</svg>")
    # On a small picture the circles would hide what they number, on a large one nobody could read them.
    scale = drawing.width / 800
    marks = "".join(
        _mark(option.region.x, option.region.y, number, scale)
        for number, option in enumerate(options, 1)
        if option.region
    )
    return before + f'<g stroke="none">{marks}</g>'.encode() + end


def address_of_numbered(scene: Scene) -> str:
    drawing = scene.question.drawing
    return f"{drawing.address}&numbered={scene.key}" if drawing else ""


def _mark(x: float, y: float, number: int, scale: float) -> str:
    left, top = x + INSET * scale, y + INSET * scale
    return (
        f'<circle cx="{left:g}" cy="{top:g}" r="{RADIUS * scale:g}" fill="#1d3557" stroke="#ffffff" '
        f'stroke-width="{3 * scale:g}"/>'
        f'<text x="{left:g}" y="{top + 8.5 * scale:g}" font-family="Pack Sans" font-weight="700" '
        f'font-size="{24 * scale:g}" text-anchor="middle" fill="#ffffff">{number}</text>'
    )
