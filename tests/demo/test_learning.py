"""What the fictional people did could have been done here."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import select

from lms import clock
from lms.accounts.models import Membership, Person
from lms.courses import live
from lms.courses.model import Quiz
from lms.demo.fill import Summary
from lms.extensions import db
from lms.learning import marking, requirements, validity
from lms.learning.attempts import is_current
from lms.learning.drawing import draw
from lms.learning.models import Attempt, Completion, Enrolment, Evidence, LessonCompletion
from lms.learning.progress import list_done
from tests.demo.conftest import rows_of


def _quiz(attempt: Attempt) -> Quiz:
    return live.catalogue().get_course(attempt.enrolment.course).get_quiz(attempt.quiz)


def _attempts() -> list[Attempt]:
    attempts = list(db.session.scalars(select(Attempt)))
    assert attempts
    return attempts


def test_most_people_have_completed_and_many_have_not(filled: Summary):
    assert 0.55 < filled.completed / filled.professionals < 0.7


def test_some_people_never_started(filled: Summary):
    started = {row["person_id"] for row in rows_of(Enrolment)}
    assert 0.1 < 1 - len(started) / filled.professionals < 0.35


def test_some_people_stopped_half_way(filled: Summary):
    course = live.catalogue().get_course("first-steps")
    open_ones = db.session.scalars(select(Enrolment).where(Enrolment.ended_at.is_(None))).all()
    shares = {requirements.progress(course, list_done(each)) for each in open_ones}
    assert any(0 < share < 1 for share in shares)
    assert 1.0 not in shares


def test_an_enrolment_has_ended_when_everything_is_done(filled: Summary):
    course = live.catalogue().get_course("first-steps")
    ended = db.session.scalars(select(Enrolment).where(Enrolment.ended_at.is_not(None))).all()
    assert ended
    assert all(requirements.are_met(course, list_done(each)) for each in ended)


def test_an_enrolment_goes_on_at_its_first_open_step(filled: Summary):
    course = live.catalogue().get_course("first-steps")
    for enrolment in db.session.scalars(select(Enrolment).where(Enrolment.ended_at.is_(None))):
        step = requirements.find_first_open_step(course, list_done(enrolment))
        assert step is not None
        assert step.key == enrolment.resume_at


def test_nothing_happens_in_the_future_or_long_ago(filled: Summary):
    moments = [row["active_at"] for row in rows_of(Enrolment)] + [
        row["created_at"] for row in rows_of(Person)
    ]
    assert max(moments) <= clock.now()
    assert min(moments) > clock.now() - timedelta(days=800)


def test_activity_reaches_into_the_last_weeks(filled: Summary):
    assert max(row["active_at"] for row in rows_of(Enrolment)) > clock.now() - timedelta(days=14)


def test_nobody_completes_before_their_enrolment_begins(filled: Summary):
    for completion in db.session.scalars(select(Completion).where(Completion.enrolment_id.is_not(None))):
        assert completion.enrolment is not None
        assert completion.enrolment.started_at < completion.completed_at == completion.enrolment.ended_at


def test_a_completion_belongs_to_the_organisation_of_the_membership_on_that_day(filled: Summary):
    for completion in db.session.scalars(select(Completion)):
        at = completion.completed_at
        then = [each for each in completion.person.memberships if _is_during(each, at)]
        assert [(each.id, each.organisation_id) for each in then] == [
            (completion.membership_id, completion.organisation_id)
        ]


def _is_during(membership: Membership, at: datetime) -> bool:
    return membership.started_at <= at and (membership.ended_at is None or at < membership.ended_at)


def test_nobody_learns_before_signing_up(filled: Summary):
    joined = {row["id"]: row["created_at"] for row in rows_of(Person)}
    assert all(row["started_at"] > joined[row["person_id"]] for row in rows_of(Enrolment))


def test_every_question_is_the_one_that_the_seed_draws(filled: Summary):
    for attempt in _attempts():
        drawn = [(each.question, tuple(each.options)) for each in attempt.responses]
        assert drawn == [(each.key, each.options) for each in draw(_quiz(attempt), attempt.seed)]


def test_every_score_is_what_its_responses_earn(filled: Summary):
    for attempt in _attempts():
        if attempt.submitted_at:
            questions = [_quiz(attempt).get_question(each.question) for each in attempt.responses]
            marks = marking.mark(questions, {each.question: each.chosen or [] for each in attempt.responses})
            assert (marks.raw, marks.maximum) == (attempt.score_raw, attempt.score_max)
            assert marks.correct == {each.question: each.is_correct for each in attempt.responses}


def test_an_open_attempt_can_be_gone_on_with(filled: Summary):
    left = [attempt for attempt in _attempts() if attempt.submitted_at is None]
    assert left
    assert all(is_current(attempt, _quiz(attempt)) for attempt in left)


def test_some_fail_a_quiz_and_pass_it_at_the_next_attempt(filled: Summary):
    outcomes = Counter((row["number"], row["is_passed"]) for row in rows_of(Attempt))
    assert outcomes[1, False]
    assert outcomes[2, True]


def test_lessons_are_gone_through_after_the_enrolment_began(filled: Summary):
    began = {row["id"]: row["started_at"] for row in rows_of(Enrolment)}
    assert all(row["completed_at"] > began[row["enrolment_id"]] for row in rows_of(LessonCompletion))


def test_some_completions_have_expired_and_some_are_due(filled: Summary):
    today = clock.today()
    expiries = [row["expires_on"] for row in rows_of(Completion)]
    assert any(validity.has_expired(each, today) for each in expiries)
    assert any(validity.is_due(each, today) and not validity.has_expired(each, today) for each in expiries)


def test_a_few_completions_are_attested_without_an_enrolment(filled: Summary):
    attested = [row for row in rows_of(Completion) if row["evidence"] != Evidence.ONLINE]
    assert 0 < len(attested) < 30
    assert all(row["enrolment_id"] is None for row in attested)
