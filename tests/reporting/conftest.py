from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import event

from lms.config import ROOT
from lms.courses.catalogue import load_catalogue
from lms.courses.model import Course
from lms.extensions import db
from tests.conftest import TODAY


@pytest.fixture
def queries(app) -> Iterator[list[str]]:
    """Every statement that was run, in order."""
    seen: list[str] = []

    def remember(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", remember)
    yield seen
    event.remove(db.engine, "before_cursor_execute", remember)


@pytest.fixture(scope="module")
def courses() -> list[Course]:
    """The tests' course, another that counts towards the goal, and one that does not."""
    first = load_catalogue(ROOT / "tests" / "content", TODAY.date())[0].get_course("first-steps")
    other = {"key": "second-steps", "title": "Second steps"}
    return [first, replace(first, **other), replace(first, key="aside", title="Aside", qualifying=False)]
