"""The same matters are asked before a course, after it and 90 days later; nobody has to answer."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from lms.extensions import db
from lms.jobs.models import Job
from lms.learning import enrolments
from lms.learning.models import Completion, Evidence
from tests.learning.journey import CONTINUE, complete_by_rules, take_quiz_by_rules
from tests.learning.surveyed import AFTER, BEFORE, COURSE, FORM, LATER, OFFER, answers, responses


@pytest.fixture
def completed(cast, course):
    """Alice has just completed the course."""
    complete_by_rules(cast.alice, course)


def test_it_is_offered_once_the_course_has_been_started(alices):
    assert OFFER not in alices.get(COURSE).text
    lesson = alices.send(alices.get(COURSE))
    assert lesson.h1 == "A door"
    assert OFFER in lesson.text
    assert BEFORE in alices.get(COURSE).links


def test_the_offer_says_how_much_it_is(alices, enrolment):
    assert "5 statements and 5 questions, about 3 minutes." in alices.get(COURSE).text


def test_it_is_not_offered_when_learning_has_begun(alices, enrolment):
    alices.send(alices.get(f"{COURSE}/looking/a-door"), form=CONTINUE)
    assert OFFER not in alices.get(COURSE).text


def test_before_is_closed_when_learning_has_begun(alices, enrolment, course):
    page = alices.get(BEFORE)
    alices.send(alices.get(f"{COURSE}/looking/a-door"), form=CONTINUE)
    assert "closed now" in alices.send(page, form=FORM, **answers(course)).html
    assert "closed now" in alices.get(BEFORE).html
    assert responses() == []


def test_after_is_offered_on_the_page_that_congratulates(alices, completed):
    assert AFTER in alices.get(f"{COURSE}/completed").links


def test_after_is_closed_two_weeks_later(alices, completed, moved_clock):
    moved_clock.move(days=14)
    assert AFTER not in alices.get(f"{COURSE}/completed").links
    assert "closed now" in alices.get(AFTER).html


@pytest.mark.parametrize(("days", "is_offered"), [(89, False), (90, True), (179, True), (180, False)])
def test_later_is_offered_from_90_days_on(alices, completed, moved_clock, days, is_offered):
    moved_clock.move(days=days)
    assert (LATER in alices.get(COURSE).links) == is_offered


def test_skipping_is_one_click_and_leads_on(alices, enrolment):
    assert alices.send(alices.get(COURSE), form=f"{BEFORE}/skip").h1 == "A door"
    assert OFFER not in alices.get(COURSE).text
    (response,) = responses()
    assert response.skipped_at
    assert response.submitted_at is None


def test_what_was_skipped_can_still_be_answered(alices, enrolment, course):
    alices.post(f"{BEFORE}/skip")
    alices.send(alices.get(BEFORE), form=FORM, **answers(course))
    (response,) = responses()
    assert response.submitted_at
    assert response.skipped_at is None


def test_skipping_does_not_undo_an_answer(alices, enrolment, course):
    alices.send(alices.get(BEFORE), form=FORM, **answers(course))
    alices.post(f"{BEFORE}/skip")
    assert responses()[0].submitted_at


def test_whoever_ignores_it_goes_on_undisturbed(alices, enrolment):
    assert alices.send(alices.get(f"{COURSE}/looking/a-door"), form=CONTINUE).h1 == "A van"


def test_a_completion_queues_the_question_for_90_days_later(completed):
    completion = db.session.scalars(select(Completion)).one()
    (job,) = db.session.scalars(select(Job).where(Job.kind == "learning.survey_due"))
    assert job.payload == {"completion_id": completion.id}
    assert (job.due_at - completion.completed_at).days == 90


def test_whoever_was_trained_elsewhere_is_not_asked_what_it_changed(alices, cast):
    db.session.add(
        Completion(
            person_id=cast.alice.id,
            course="first-steps",
            course_version=3,
            is_qualifying=True,
            evidence=Evidence.FACE_TO_FACE,
            expires_on=date(2028, 11, 25),
        )
    )
    db.session.commit()
    assert OFFER not in alices.get(f"{COURSE}/completed").text
    alices.get(AFTER, status=404)


def test_taking_the_course_again_is_an_occasion_of_its_own(alices, completed, cast, course):
    enrolments.enrol(cast.alice, course)
    db.session.commit()
    assert BEFORE in alices.get(COURSE).links
    assert AFTER in alices.get(f"{COURSE}/completed").links


def test_a_quiz_that_was_tried_ends_the_time_before(alices, cast, course, enrolment):
    take_quiz_by_rules(enrolment, cast.alice, course, "quiz", wrong=3)
    assert OFFER not in alices.get(COURSE).text
