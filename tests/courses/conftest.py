"""A small whole course in a temporary folder, for a test to break."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lms.courses.catalogue import load_catalogue
from lms.courses.model import Course, Problem

TODAY = date(2026, 11, 25)

FACTS = """\
helpline:
  label: The helpline
  kind: phone
  value: "01632 960 001"
  note: Open every day.
  source: The tests
  checked: 2026-11-01
  review_by: 2027-11-01
  status: confirmed
  owner: Coordinator
form:
  label: The form
  kind: web
  value: https://form.example/report
  source: The tests
  review_by: 2027-11-01
  status: awaiting-sign-off
  owner: Coordinator
rumour:
  label: A rumour
  kind: text
  value: hearsay
  source: Nobody
  review_by: 2027-11-01
  status: unconfirmed
  owner: Coordinator
"""

COURSE = """\
title: Small steps
summary: Who to call. The line is {{ fact.helpline }}.
tier: 1
audience: Everyone
minutes: 2
pass_mark: 0.8
valid_months: 24
qualifying: true
version: 2
changes:
  - {version: 1, date: 2026-01-01, kind: material, summary: First version}
  - {version: 2, date: 2026-11-01, kind: editorial, summary: Plainer words}
owner: Trainer
reviewed: 2026-11-01
review_by: 2027-11-01
"""

MODULE = """\
title: Looking
summary: What there is to see.
minutes: 1
outcomes:
  - Say what you saw.
"""

LESSON = """\
---
title: A door
minutes: 1
---
Call {{ fact.helpline }} or [report online]({{ fact.form }}).

## What to look at

![A door](../pictures/door.svg) and [the next lesson](02-a-van.md).

::: callout Keep your distance {tone=warning}
Do *not* go in.
:::

::: details Why a door?
Because it is there.
:::
"""

SECOND_LESSON = """\
---
title: A van
minutes: 1
---
A van.
"""

QUIZ = """\
---
title: Check yourself
---

## Whom do you call? {#whom}

You are in the street.

- [ ] Nobody {#nobody}
  > Somebody has to know.
- [x] The helpline {#helpline}
  > Yes: {{ fact.helpline }}.

## Which are signs? {#signs}

- [x] A locked door
  > It can be one.
- [X] Fear
  > It can be one.
- [ ] A blue door
  > No.
"""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>Door</title></svg>\n'

FILES = {
    "facts.yaml": FACTS,
    "small/course.yaml": COURSE,
    "small/quiz.md": QUIZ.replace("title: Check yourself", "title: The last quiz\ndraw: 1\nmax_attempts: 3"),
    "small/01-looking/module.yaml": MODULE,
    "small/01-looking/01-a-door.md": LESSON,
    "small/01-looking/02-a-van.md": SECOND_LESSON,
    "small/01-looking/quiz.md": QUIZ,
    "small/pictures/door.svg": SVG,
}


class CoursesFolder:
    """A courses folder on disk, and what comes of loading it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, content: str | bytes) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def change(self, name: str, old: str, new: str) -> None:
        """Replace words that must be there: a test whose edit misses would prove nothing."""
        text = (self.path / name).read_text()
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def problems(self, today: date = TODAY) -> list[Problem]:
        return [p for p in load_catalogue(self.path, today)[1] if not p.is_awaiting_sign_off]

    def course(self) -> Course:
        return load_catalogue(self.path, TODAY)[0].get_course("small")


@pytest.fixture
def folder(tmp_path: Path) -> CoursesFolder:
    return CoursesFolder(tmp_path / "courses")
