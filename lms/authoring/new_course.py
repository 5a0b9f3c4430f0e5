"""A new course to begin with: small, whole, and free of problems from the first minute."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lms.courses.schema import KEY
from lms.errors import InvalidInput

TEMPLATE = Path(__file__).parent / "template"


def write_course(courses: Path, key: str, title: str, owner: str, today: date) -> list[Path]:
    """Copy the template course to `courses`/`key` and return its files.

    Raises InvalidInput when the key is none, or when there is such a folder already: nothing is overwritten.
    """
    if not KEY.fullmatch(key):
        raise InvalidInput("key", f"{key!r} cannot be a key: use lower-case letters, digits and hyphens.")
    folder = courses / key
    if folder.exists():
        raise InvalidInput("key", f"{folder} is there already. Choose another key, or edit what is there.")
    words = {
        # A JSON string is a YAML string as well, whatever is in it.
        "@title@": json.dumps(title, ensure_ascii=False),
        "@owner@": json.dumps(owner, ensure_ascii=False),
        "@today@": today.isoformat(),
        "@in-a-year@": _a_year_after(today).isoformat(),
    }
    return [_write(folder / name, text, words) for name, text in _read_template()]


def _read_template() -> Iterator[tuple[Path, str]]:
    for path in sorted(TEMPLATE.rglob("*")):
        if path.is_file():
            yield path.relative_to(TEMPLATE), path.read_text(encoding="utf-8")


def _write(path: Path, text: str, words: dict[str, str]) -> Path:
    for mark, value in words.items():
        text = text.replace(mark, value)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _a_year_after(day: date) -> date:
    # A course that is written on a leap day is due on the last day of February.
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)
