"""The rules of the count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from lms.learning.models import Evidence
from lms.partnership.goal import count_professionals
from lms.partnership.window import Window
from tests.cast import make_organisation
from tests.partnership.people import IN_WINDOW, WINDOW, complete, join, make_learner, train


@pytest.fixture
def council(app):
    return make_organisation("Northford Borough Council", "Local government")


@pytest.fixture
def hospital(app):
    return make_organisation("Northford Hospital", "Health")


def total(window=WINDOW):
    return count_professionals(window).total


def test_nobody_has_counted_at_first(app):
    assert total() == 0


def test_a_professional_with_two_courses_counts_once(council):
    learner = make_learner(council)
    complete(learner)
    complete(learner, course="second-steps")
    assert total() == 1


def test_a_professional_who_renews_counts_once(council):
    learner = make_learner(council)
    complete(learner)
    complete(learner, IN_WINDOW + timedelta(days=100))
    assert total() == 1


def test_a_professional_with_two_completions_at_the_same_moment_counts_once(council):
    learner = make_learner(council)
    complete(learner)
    complete(learner, course="second-steps", evidence=Evidence.EXTERNAL)
    assert total() == 1


def test_a_professional_of_two_organisations_counts_once_for_the_first(council, hospital, moved_clock):
    learner = make_learner(council)
    complete(learner)
    moved_clock.move(days=30)
    join(learner, hospital)
    complete(learner, IN_WINDOW + timedelta(days=30))
    assert count_professionals(WINDOW).by_organisation == {council.id: 1}


def test_a_professional_who_moves_afterwards_stays_with_the_old_organisation(council, hospital, moved_clock):
    learner = make_learner(council)
    complete(learner)
    moved_clock.move(days=30)
    join(learner, hospital)
    assert count_professionals(WINDOW).by_organisation == {council.id: 1}


def test_a_professional_without_an_organisation_counts(app):
    complete(make_learner())
    assert count_professionals(WINDOW).by_organisation == {None: 1}


def test_a_course_that_does_not_qualify_does_not_count(council):
    complete(make_learner(council), is_qualifying=False)
    assert total() == 0


def test_a_qualifying_course_counts_after_one_that_does_not(council):
    learner = make_learner(council)
    complete(learner, is_qualifying=False)
    complete(learner, IN_WINDOW + timedelta(days=40))
    assert count_professionals(WINDOW).by_month[date(2026, 7, 1)] == 1


def test_who_completed_before_the_window_counts_with_the_first_completion_inside_it(council):
    learner = make_learner(council)
    complete(learner, datetime(2024, 6, 1, tzinfo=UTC))
    complete(learner)
    assert count_professionals(WINDOW).by_month[date(2026, 6, 1)] == 1


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        # London is an hour ahead of UTC on both of these midnights.
        (datetime(2025, 3, 31, 22, 59, 59, tzinfo=UTC), 0),
        (datetime(2025, 3, 31, 23, 0, tzinfo=UTC), 1),
        (datetime(2027, 3, 31, 22, 59, 59, tzinfo=UTC), 1),
        (datetime(2027, 3, 31, 23, 0, tzinfo=UTC), 0),
    ],
)
def test_the_window_opens_and_closes_at_midnight_in_london(council, moved_clock, at, counts):
    moved_clock.at = datetime(2027, 4, 2, tzinfo=UTC)
    complete(make_learner(council), at)
    assert total() == counts


def test_in_winter_midnight_in_london_is_midnight_in_utc(council):
    complete(make_learner(council), datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC))
    complete(make_learner(council), datetime(2026, 2, 1, tzinfo=UTC))
    assert total(Window(date(2026, 2, 1), date(2026, 2, 28))) == 1


def test_months_begin_at_midnight_in_london(council):
    complete(make_learner(council), datetime(2026, 6, 30, 22, 59, tzinfo=UTC))
    complete(make_learner(council), datetime(2026, 6, 30, 23, 0, tzinfo=UTC))
    months = count_professionals(WINDOW).by_month
    assert (months[date(2026, 6, 1)], months[date(2026, 7, 1)]) == (1, 1)


def test_months_reach_from_the_first_of_the_window_to_this_one(app):
    months = list(count_professionals(WINDOW).by_month)
    assert (months[0], months[-1], len(months)) == (date(2025, 4, 1), date(2026, 11, 1), 20)


def test_before_the_window_begins_there_are_no_months(app):
    assert count_professionals(Window(date(2026, 12, 1), date(2027, 12, 31))).by_month == {}


def test_attested_training_is_counted_apart(council):
    complete(make_learner(council))
    complete(make_learner(council), evidence=Evidence.FACE_TO_FACE)
    complete(make_learner(council), evidence=Evidence.EXTERNAL)
    tally = count_professionals(WINDOW)
    assert (tally.total, tally.recorded, tally.attested) == (3, 1, 2)


def test_unconfirmed_members_count_and_are_counted_apart(council):
    complete(make_learner(council))
    complete(make_learner(council, is_confirmed=False))
    complete(make_learner())
    tally = count_professionals(WINDOW)
    assert (tally.total, tally.unconfirmed) == (3, 1)


def test_each_organisation_has_its_own_count(council, hospital):
    train(council, 3)
    train(hospital, 2)
    assert count_professionals(WINDOW).by_organisation == {council.id: 3, hospital.id: 2}
