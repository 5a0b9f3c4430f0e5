"""Figures are counted again after every change, unless counting takes long, and never kept for long."""

from datetime import timedelta

import pytest

from lms import clock
from lms.accounts import memberships
from lms.reporting.kept_counts import Counted, KeptCounts
from tests.reporting.records import complete, enrol


def counted(seconds):
    return Counted({}, clock.now(), seconds)


def test_what_is_counted_quickly_is_counted_again_after_every_change(cast, courses):
    kept = KeptCounts()
    assert kept.current(courses).figures[cast.council.id].confirmed.in_date == 0
    complete(cast.alice)
    assert kept.current(courses).figures[cast.council.id].confirmed.in_date == 1


def test_nothing_is_counted_again_while_nothing_changes(cast, courses, moved_clock):
    kept = KeptCounts()
    first = kept.current(courses)
    moved_clock.move(seconds=59)
    assert kept.current(courses) is first


def test_whatever_has_not_been_noticed_shows_after_a_minute(cast, courses, moved_clock):
    kept = KeptCounts()
    first = kept.current(courses)
    moved_clock.move(seconds=60)
    assert kept.current(courses) is not first


def confirm(person):
    memberships.confirm(person.membership, by=None)


@pytest.mark.parametrize("change", [enrol, complete, confirm, memberships.leave])
def test_the_figures_of_one_organisation_follow_each_change(cast, courses, change):
    kept = KeptCounts()
    before = kept.of_organisation(cast.council, courses).figures
    change(cast.una)
    assert kept.of_organisation(cast.council, courses).figures != before


@pytest.mark.parametrize(
    ("seconds", "age", "is_fresh"),
    [(0.2, 1, False), (0.5, 20, True), (0.5, 31, False), (60, 299, True), (60, 300, False)],
)
def test_what_takes_long_is_kept_in_proportion_but_not_beyond_five_minutes(
    moved_clock, seconds, age, is_fresh
):
    figures = counted(seconds)
    moved_clock.move(seconds=age)
    assert figures.is_spared() == is_fresh


def test_figures_of_yesterday_are_not_shown_today(moved_clock):
    moved_clock.move(hours=13, minutes=58)
    figures = counted(60)
    moved_clock.move(minutes=3)
    assert clock.today() > (moved_clock.now() - timedelta(minutes=3)).date()
    assert not figures.is_spared()


def test_each_choice_of_courses_has_counts_of_its_own(cast, courses):
    kept = KeptCounts()
    complete(cast.alice)
    assert kept.current(courses[:1]).figures[cast.council.id].confirmed.in_date == 1
    assert kept.current(courses[2:]).figures[cast.council.id].confirmed.in_date == 0
