"""What printing needs from the machine, asked once at start: without a font WeasyPrint ends the process."""

from __future__ import annotations

import ctypes
import logging
import shutil
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from lms.certificates.glyphs import FONT_FOLDER

logger = logging.getLogger(__name__)
SHIPPED_FONTS = (
    "NotoSerif-Regular.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoNaskhArabic-Regular.ttf",
)


class PrintingError(RuntimeError):
    """Certificates cannot be printed on this machine; the message says what to install or restore."""


def check_fonts(folder: Path = FONT_FOLDER) -> None:
    """Raise `PrintingError` unless the shipped fonts are whole and Pango and fontconfig are installed.

    A missing libharfbuzz-subset0 is only logged: it makes a certificate ten times slower, not wrong.
    """
    for name in SHIPPED_FONTS:
        _check_font(folder / name)
    if not _has_library("libpangoft2-1.0.so.0"):
        raise PrintingError("Pango is missing: install the Debian package libpangoft2-1.0-0.")
    if shutil.which("fc-list") is None:
        raise PrintingError("fc-list is missing: install the Debian package fontconfig.")
    if not _has_library("libharfbuzz-subset.so.0"):
        logger.warning("Certificates will be slow: install the Debian package libharfbuzz-subset0.")


def _check_font(path: Path) -> None:
    try:
        with TTFont(BytesIO(path.read_bytes()), lazy=True) as font:
            font.getBestCmap()
    except (OSError, TTLibError) as error:
        raise PrintingError(
            f"The font {path} is missing or damaged: restore it from the project, or from the Debian package "
            "fonts-noto-core that the README.md beside it names."
        ) from error


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
