"""What has to be done about a fact, on each day of its life."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lms.courses.catalogue import load_catalogue
from lms.courses.fact_reviews import list_reviews, render_reviews
from lms.courses.fact_uses import Use
from tests.courses.conftest import TODAY, CoursesFolder

REVIEW_BY = date(2027, 11, 1)


@pytest.fixture
def facts(folder: CoursesFolder):
    return load_catalogue(folder.path, TODAY)[0].facts


@pytest.mark.parametrize(
    ("days", "state"), [(-1, "overdue"), (0, "due"), (30, "due"), (31, "in-order"), (300, "in-order")]
)
def test_a_fact_is_due_from_thirty_days_before_until_its_day(facts, days: int, state: str):
    reviews = list_reviews(facts, {}, REVIEW_BY - timedelta(days=days))
    assert {each.fact.key: each.state for each in reviews}["helpline"] == state


def test_the_notice_can_be_longer(facts):
    reviews = list_reviews(facts, {}, REVIEW_BY - timedelta(days=80), due_within=90)
    assert {each.fact.key: each.state for each in reviews}["helpline"] == "due"


def test_an_unconfirmed_fact_is_never_due_because_nobody_sees_it(facts):
    reviews = list_reviews(facts, {}, date(2030, 1, 1))
    assert {each.fact.key: each.state for each in reviews}["rumour"] == "unconfirmed"


def test_what_is_most_urgent_comes_first(facts):
    states = [each.state for each in list_reviews(facts, {}, TODAY)]
    assert states == ["awaiting-sign-off", "unconfirmed", "in-order"]


def test_an_overdue_fact_still_says_that_it_awaits_sign_off(facts):
    review = next(each for each in list_reviews(facts, {}, date(2027, 11, 2)) if each.fact.key == "form")
    assert review.summary == "overdue since 1 November 2027, awaiting sign-off"


def test_the_list_says_when_who_and_where(facts):
    use = Use("Small steps", "Small steps", "courses/small/course.yaml:2")
    reviews = list_reviews(facts, {"helpline": (use,)}, TODAY)
    listed = render_reviews(each for each in reviews if each.fact.key == "helpline")
    assert listed.splitlines() == [
        "helpline: in order until 1 November 2027",
        "  The helpline: 01632 960 001",
        "  owner: Coordinator",
        "  used in: Small steps (courses/small/course.yaml:2)",
        "1 in order.",
    ]
