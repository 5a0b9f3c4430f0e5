"""A completion is valid for so many months of the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning import validity


@pytest.mark.parametrize(
    ("completed_on", "months", "last"),
    [
        (date(2026, 11, 25), 24, date(2028, 11, 25)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(completed_on, months, last):
    assert validity.last_valid_day(completed_on, months) == last


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_the_last_day_is_in_the_right_month_and_never_later_in_it(completed_on, months):
    last = validity.last_valid_day(completed_on, months)
    assert (last.year * 12 + last.month) - (completed_on.year * 12 + completed_on.month) == months
    assert last.day <= completed_on.day


def test_the_last_day_itself_is_valid():
    assert not validity.has_expired(date(2028, 11, 25), today=date(2028, 11, 25))


def test_the_day_after_is_not():
    assert validity.has_expired(date(2028, 11, 25), today=date(2028, 11, 26))


def test_taking_it_again_is_due_sixty_days_before():
    assert validity.is_due(date(2028, 11, 25), today=date(2028, 9, 26))
    assert not validity.is_due(date(2028, 11, 25), today=date(2028, 9, 25))
