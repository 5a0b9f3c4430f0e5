"""Can a name be printed, every character of it? WeasyPrint leaves out what no font has, so we ask first."""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from lms.certificates.typefaces import Typeface, typeface_for
from lms.errors import InvalidInput

FONT_FOLDER = Path(__file__).parent / "design" / "fonts"
NAME_FONT = "NotoSerif-Regular.ttf"
# The Latin faces have the same 2,840 characters; one of them is enough to ask.
_CHECKED_FONTS = (NAME_FONT, "NotoNaskhArabic-Regular.ttf")
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True)
class MissingScript:
    """Characters of one script that no font here can print; `package` is None when we know of no font."""

    script: str
    characters: str
    package: str | None

    def __str__(self) -> str:
        shown = "".join(_visible(character) for character in self.characters)
        if self.package is None:
            return f"we know of no font for {shown} ({self.script})"
        return f"{shown} ({self.script}) needs the font package {self.package} (Debian)"


class UnprintableName(InvalidInput):
    """A text has characters that no font on this machine can print; the message names the font package."""

    def __init__(self, field: str, missing: tuple[MissingScript, ...]) -> None:
        reasons = "; ".join(str(script) for script in missing)
        super().__init__(field, f"This cannot be printed on a certificate here: {reasons}.")
        self.missing = missing


def tidy_text(text: str) -> str:
    """The text as a certificate prints it: composed (NFC), single spaces, no invisible control characters.

    Direction overrides go too: they could make a name read as another. The joiners that Persian and Indic
    names need stay.
    """
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(c for c in spaced if c in _JOINERS or unicodedata.category(c) not in {"Cc", "Cf"}).strip()


def find_missing_scripts(text: str) -> tuple[MissingScript, ...]:
    """What of the text cannot be printed on this machine, script by script; empty when all of it can."""
    return tuple(
        MissingScript(face.script, characters, face.package)
        for face, characters in _beyond_shipped_fonts(text)
        if _find_family(face, characters) is None
    )


def check_printable(text: str, field: str = "name") -> None:
    """Raise `UnprintableName`, for the form field `field`, unless every character can be printed."""
    if missing := find_missing_scripts(text):
        raise UnprintableName(field, missing)


def list_extra_families(text: str) -> list[str]:
    """The installed font families that the text needs beside the shipped fonts."""
    found = (_find_family(face, characters) for face, characters in _beyond_shipped_fonts(text))
    return sorted({family for family in found if family})


def width_in_ems(text: str) -> float:
    """How wide the text is in the name's font, in multiples of the font size; exact but for kerning."""
    advances = _advances()
    return sum(advances.get(ord(c), 0.0 if unicodedata.combining(c) else 1.0) for c in text)


def _beyond_shipped_fonts(text: str) -> Iterator[tuple[Typeface, str]]:
    text = tidy_text(text)
    groups: dict[Typeface, str] = {}
    for character in dict.fromkeys(text):
        if ord(character) not in _shipped_characters():
            face = typeface_for(character, text)
            groups[face] = groups.get(face, "") + character
    yield from groups.items()


def _find_family(face: Typeface, characters: str) -> str | None:
    """The best installed family of the typeface that has all the characters."""
    if not face.families:
        return None
    charset = " ".join(f"{ord(character):x}" for character in characters)
    # Pango depends on Debian's package fontconfig, so fc-list is there wherever a PDF can be made at all.
    found = subprocess.run(  # noqa: S603
        ["fc-list", "--format", "%{family},", f":charset={charset}"],  # noqa: S607
        capture_output=True,
        check=True,
        text=True,
    )
    installed = {family.casefold(): family for family in found.stdout.split(",")}
    return next((installed[name.casefold()] for name in face.families if name.casefold() in installed), None)


@cache
def _shipped_characters() -> frozenset[int]:
    return frozenset().union(*(_characters_of(name) for name in _CHECKED_FONTS))


def _characters_of(font_name: str) -> frozenset[int]:
    with TTFont(FONT_FOLDER / font_name, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _advances() -> dict[int, float]:
    with TTFont(FONT_FOLDER / NAME_FONT, lazy=True) as font:
        metrics, units = font["hmtx"], font["head"].unitsPerEm
        return {code: metrics[glyph][0] / units for code, glyph in font.getBestCmap().items()}


def _visible(character: str) -> str:
    return f"U+{ord(character):04X} " if unicodedata.category(character).startswith("C") else character
