"""Scenes: the picture of one, and where in it each sign and each innocent detail is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from lms.courses.drafts import DraftOption, DraftQuestion
from lms.courses.facts import Facts
from lms.courses.markdown import Page
from lms.courses.problems import FileProblems
from lms.courses.questions import Drawing, Option, Region

_PICTURE = re.compile(r"\s*!\[([^\]]*)\]\(\s*([^)\s]+)\s*\)\s*")
_AT = re.compile(r"\{[^{}]*\bat\s*=")
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")
_WRITE_AT = 'write at="left top width height", four numbers in the units of the picture'
# Of the width of the picture. On a phone 320 px wide this is 16 px; the list beside it has the full 44.
LEAST_SHARE = 0.05


def take_drawing(
    body: list[str], line: int, page: Page, facts: Facts, problems: FileProblems
) -> Drawing | None:
    """The one picture of a scene, taken out of the rows of its context. None when it cannot be shown."""
    places = [place for place, row in enumerate(body) if _PICTURE.fullmatch(row)]
    if len(places) != 1:
        message = "the scene has no picture" if not places else "the scene has more than one picture"
        problems.error(line, message, "put one above the list, on its own line: ![what it shows](…)")
        return None
    match = _PICTURE.fullmatch(body.pop(places[0]))
    if match is None:
        return None
    alt, written = facts.fill_text(match[1]).strip(), unescape(match[2])
    if not alt:
        page.report(written, "the picture has no text alternative", "describe it: ![what it shows](…)")
    address = page.places.resolve_picture(written, lambda *found: page.report(written, *found))
    if not address:
        return None
    size = page.places.size_of_picture(written)
    if size is None:
        page.report(written, "the size of this picture is unknown", 'use an SVG with viewBox="0 0 800 500"')
        return None
    return Drawing(address, alt, *size)


def has_region(option: DraftOption) -> bool:
    """Whether the option gives a region, be it one that can be read or not."""
    return any(_AT.search(row) for row in option.text)


def read_region(given: str, line: int, problems: FileProblems) -> Region | None:
    """The region that `at` gives: left, top, width and height."""
    numbers = given.replace(",", " ").split()
    if len(numbers) != 4 or not all(_NUMBER.fullmatch(number) for number in numbers):
        problems.error(line, f"the region {given!r} cannot be read", _WRITE_AT)
        return None
    return Region(*(float(number) for number in numbers))


def check_regions(
    draft: DraftQuestion, options: Sequence[Option], drawing: Drawing | None, problems: FileProblems
) -> None:
    """Every option has a region inside the picture that is large enough and overlaps no other."""
    seen: list[Region] = []
    for drafted, option in zip(draft.options, options, strict=True):
        region = option.region
        if region is None and has_region(drafted):
            continue
        if region is None:
            problems.error(drafted.line, "this option has no region in the picture", _WRITE_AT)
            continue
        if drawing is not None:
            _check_place(region, drawing, drafted.line, problems)
        if any(region.overlaps(other) for other in seen):
            problems.error(drafted.line, "this region overlaps another", "move or shrink one of the two")
        seen.append(region)


def _check_place(region: Region, drawing: Drawing, line: int, problems: FileProblems) -> None:
    if region.x + region.width > drawing.width or region.y + region.height > drawing.height:
        size = f"{drawing.width:g} by {drawing.height:g}"
        problems.error(line, "this region leaves the picture", f"keep it inside: the picture is {size}")
    least = drawing.width * LEAST_SHARE
    if region.width < least or region.height < least:
        problems.error(
            line,
            "this region is too small for a finger",
            f"make it at least {least:g} wide and high, or draw the thing larger",
        )
