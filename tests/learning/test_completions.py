"""A completion is dated, pins what was true on that day, and is recorded once."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import select

from lms import clock
from lms.accounts.models import Membership
from lms.audit.models import AuditEntry
from lms.extensions import db
from lms.jobs import queue
from lms.jobs.models import Job
from lms.learning import enrolments, lessons
from lms.learning.models import Completion, Enrolment
from tests.learning.journey import (
    complete_by_rules,
    go_through_lessons,
    read_by_rules,
    take_quiz_by_rules,
)


def the_completion() -> Completion:
    return db.session.scalars(select(Completion)).one()


def test_quizzes_alone_do_not_complete_a_course(cast, course, enrolment):
    for quiz in course.quizzes:
        take_quiz_by_rules(enrolment, cast.alice, course, quiz.key)
    assert db.session.scalars(select(Completion)).all() == []


def test_lessons_alone_do_not_complete_a_course(cast, course, enrolment):
    read_by_rules(cast.alice, course)
    assert enrolment.ended_at is None


def test_a_failed_quiz_does_not_complete_a_course(cast, course, enrolment):
    read_by_rules(cast.alice, course)
    take_quiz_by_rules(enrolment, cast.alice, course, "looking/quiz")
    take_quiz_by_rules(enrolment, cast.alice, course, "quiz", wrong=3)
    assert db.session.scalars(select(Completion)).all() == []


def test_a_lesson_can_be_the_last_thing_to_do(alices, cast, course, enrolment):
    for quiz in course.quizzes:
        take_quiz_by_rules(enrolment, cast.alice, course, quiz.key)
    go_through_lessons(alices, course)
    assert alices.get("/courses/first-steps/completed").h1 == "Course completed"


def test_the_course_version_is_pinned(cast, course):
    complete_by_rules(cast.alice, course)
    assert (the_completion().course, the_completion().course_version) == ("first-steps", 3)


def test_it_counts_for_the_organisation_of_the_day(cast, course):
    complete_by_rules(cast.alice, course)
    assert the_completion().organisation == cast.council
    assert the_completion().membership.person == cast.alice


def test_an_unconfirmed_membership_counts_too(cast, course):
    complete_by_rules(cast.una, course)
    assert the_completion().organisation == cast.council


def test_whoever_belongs_nowhere_completes_for_no_organisation(cast, course):
    complete_by_rules(cast.cora, course)
    assert (the_completion().organisation, the_completion().membership) == (None, None)


def test_it_stays_with_the_organisation_when_the_person_moves(cast, course):
    complete_by_rules(cast.alice, course)
    moved = cast.alice.membership
    moved.ended_at = clock.now()
    db.session.add(Membership(person_id=cast.alice.id, organisation_id=cast.hospital.id))
    db.session.commit()
    assert the_completion().organisation == cast.council


def test_it_expires_after_the_months_that_the_course_says(cast, course):
    complete_by_rules(cast.alice, course)
    assert the_completion().expires_on == date(2028, 11, 25)


def test_the_day_is_the_one_in_london(cast, course, moved_clock):
    moved_clock.at = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
    complete_by_rules(cast.alice, course)
    assert the_completion().expires_on == date(2029, 7, 1)


def test_the_enrolment_ends_with_it(cast, course):
    enrolment = complete_by_rules(cast.alice, course)
    assert enrolment.ended_at == the_completion().completed_at


def test_it_is_recorded_once(cast, course):
    enrolment = complete_by_rules(cast.alice, course)
    lessons.complete_lesson(cast.alice, course, "looking/a-door")
    db.session.commit()
    assert the_completion().enrolment == enrolment


def test_taking_the_course_again_makes_another(cast, course, moved_clock):
    complete_by_rules(cast.alice, course)
    moved_clock.move(days=700)
    complete_by_rules(cast.alice, course)
    numbers = db.session.scalars(select(Enrolment.number).order_by(Enrolment.number)).all()
    assert (numbers, len(db.session.scalars(select(Completion)).all())) == ([1, 2], 2)


def test_it_is_in_the_audit(cast, course):
    complete_by_rules(cast.alice, course)
    (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "completion"))
    assert (entry.action, entry.actor_id) == ("completions.recorded", cast.alice.id)
    assert entry.subject_uuid == the_completion().uuid


def test_a_job_follows_it_in_the_same_transaction(cast, course):
    complete_by_rules(cast.alice, course)
    (job,) = db.session.scalars(select(Job).where(Job.kind == "learning.completed"))
    assert job.payload == {"completion_id": the_completion().id}


def test_a_job_that_nobody_handles_waits_and_harms_nothing(cast):
    queue.enqueue("learning.unheard-of", {})
    db.session.commit()
    assert queue.run_due_jobs() == 1
    (job,) = db.session.scalars(select(Job).where(Job.kind == "learning.unheard-of"))
    assert (job.last_error, job.done_at) == ("KeyError", None)


def test_the_page_names_the_organisation(alices, cast, course):
    complete_by_rules(cast.alice, course)
    page = alices.get("/courses/first-steps/completed")
    assert "It counts for Northford Borough Council." in page.text


def test_there_is_no_such_page_before(alices, enrolment):
    alices.get("/courses/first-steps/completed", status=404)


def test_an_enrolment_that_ended_is_not_gone_on_with(cast, course):
    ended = complete_by_rules(cast.alice, course)
    assert enrolments.enrol(cast.alice, course) != ended
