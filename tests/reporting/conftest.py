from __future__ import annotations

from dataclasses import replace

import pytest

from lms.config import ROOT
from lms.courses.catalogue import load_catalogue
from lms.courses.model import Course
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def courses() -> list[Course]:
    """The tests' course, another that counts towards the goal, and one that does not."""
    first = load_catalogue(ROOT / "tests" / "content", TODAY.date())[0].get_course("first-steps")
    other = {"key": "second-steps", "title": "Second steps"}
    return [first, replace(first, **other), replace(first, key="aside", title="Aside", qualifying=False)]
