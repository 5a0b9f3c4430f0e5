"""The database, and not a check in Python, limits the attempts; and there is always a way on."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.errors import NotAllowed
from lms.extensions import db
from lms.learning.models import Attempt, Enrolment
from tests.learning.journey import start_by_rules, take_quiz_by_rules

FINAL = "/courses/first-steps/quiz"
PAGE = "/courses/first-steps"


@pytest.fixture
def used_up(cast, course, enrolment):
    """Alice has failed the final quiz three times, which is all that it allows."""
    for _ in range(3):
        take_quiz_by_rules(enrolment, cast.alice, course, "quiz", wrong=5)
    return enrolment


def count_attempts() -> int:
    return len(db.session.scalars(select(Attempt)).all())


def test_one_more_than_allowed_is_refused_in_plain_words(used_up, course):
    with pytest.raises(NotAllowed, match="You have used all your attempts"):
        start_by_rules(used_up, course)


def test_the_refusal_leaves_the_transaction_usable(used_up, course):
    with pytest.raises(NotAllowed):
        start_by_rules(used_up, course)
    assert count_attempts() == 3


def test_the_database_refuses_it_by_itself(used_up):
    db.session.add(build_attempt(used_up, number=4))
    with pytest.raises(IntegrityError, match="attempts_are_limited"):
        db.session.flush()


def test_the_database_allows_one_open_attempt(enrolment):
    db.session.add(build_attempt(enrolment, number=1))
    db.session.flush()
    db.session.add(build_attempt(enrolment, number=2))
    with pytest.raises(IntegrityError):
        db.session.flush()


def build_attempt(enrolment: Enrolment, number: int) -> Attempt:
    return Attempt(
        enrolment_id=enrolment.id,
        quiz="quiz",
        number=number,
        max_attempts=3,
        seed=1,
        course_version=3,
        revision="r",
        pass_mark=0.6,
        score_max=5,
    )


def test_the_page_says_that_no_attempt_is_left(alices, used_up):
    page = alices.get(FINAL)
    assert "3 used, 0 left" in page.text
    assert "You have used all 3 attempts" in page.text


def test_a_start_that_no_page_offers_is_refused_kindly(alices, used_up):
    alices.post(f"{FINAL}/attempts")
    assert "You have used all your attempts of this quiz." in alices.get(FINAL).text
    assert count_attempts() == 3


def test_whoever_is_stuck_can_start_the_course_again(alices, used_up):
    page = alices.get(PAGE)
    assert "Start the course again" in page.text
    alices.send(page)
    assert "0 used, 3 left" in alices.get(FINAL).text


def test_starting_again_ends_the_old_enrolment_without_a_completion(alices, used_up):
    alices.send(alices.get(PAGE))
    old, new = db.session.scalars(select(Enrolment).order_by(Enrolment.number))
    assert (old.ended_at is None, old.completion, new.ended_at) == (False, None, None)


def test_an_author_who_raises_the_limit_gives_one_more(alices, used_up, edited):
    later = edited("quiz.md", "max_attempts: 3", "max_attempts: 4")
    assert "1 of 5" in later.send(later.get(FINAL)).text
