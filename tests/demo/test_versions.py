"""Fictional completions pin the version of their day, so that what has changed since can be seen."""

from __future__ import annotations

from datetime import date

from lms import clock
from lms.demo.fill import Summary
from lms.learning.models import Completion
from tests.demo.conftest import rows_of

# When each version of the tests' course began.
BEGAN = {1: date.min, 2: date(2026, 3, 1), 3: date(2026, 6, 1)}


def test_a_completion_has_the_version_of_its_day(filled: Summary):
    for row in rows_of(Completion):
        day = clock.london_date(row["completed_at"])
        assert row["course_version"] == max(version for version, began in BEGAN.items() if began <= day)


def test_some_trained_before_the_last_change_and_some_after(filled: Summary):
    assert {row["course_version"] for row in rows_of(Completion)} == {1, 2, 3}
