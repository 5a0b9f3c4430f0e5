"""Counts of all organisations are kept only where counting takes long, and never for long."""

from datetime import timedelta

import pytest

from lms import clock
from lms.reporting.kept_counts import Counted, KeptCounts
from tests.reporting.records import complete


def counted(seconds):
    return Counted({}, clock.now(), seconds)


def test_what_is_counted_quickly_is_counted_every_time(cast, courses):
    kept = KeptCounts()
    assert kept.current(courses).by_organisation[cast.council.id].confirmed.in_date == 0
    complete(cast.alice)
    assert kept.current(courses).by_organisation[cast.council.id].confirmed.in_date == 1


@pytest.mark.parametrize(
    ("seconds", "age", "is_fresh"),
    [(0.2, 1, False), (0.5, 20, True), (0.5, 31, False), (60, 299, True), (60, 300, False)],
)
def test_what_takes_long_is_kept_in_proportion_but_not_beyond_five_minutes(
    moved_clock, seconds, age, is_fresh
):
    figures = counted(seconds)
    moved_clock.move(seconds=age)
    assert figures.is_fresh() == is_fresh


def test_figures_of_yesterday_are_not_shown_today(moved_clock):
    moved_clock.move(hours=13, minutes=58)
    figures = counted(60)
    moved_clock.move(minutes=3)
    assert clock.today() > (moved_clock.now() - timedelta(minutes=3)).date()
    assert not figures.is_fresh()


def test_each_choice_of_courses_has_counts_of_its_own(cast, courses):
    kept = KeptCounts()
    complete(cast.alice)
    assert kept.current(courses[:1]).by_organisation[cast.council.id].confirmed.in_date == 1
    assert kept.current(courses[2:]).by_organisation[cast.council.id].confirmed.in_date == 0
