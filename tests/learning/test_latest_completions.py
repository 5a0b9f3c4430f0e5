"""What counts today is each person's latest completion of each course."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from lms import clock
from lms.extensions import db
from lms.learning.models import Completion, Enrolment, Evidence
from lms.learning.queries import latest_completions, open_enrolments
from tests.learning.journey import complete_by_rules


@pytest.fixture
def attend(cast):
    """Record that somebody attended a course on so many days from now."""

    def record(person, course="first-steps", days=0):
        completion = Completion(
            person_id=person.id,
            course=course,
            course_version=1,
            is_qualifying=True,
            evidence=Evidence.FACE_TO_FACE,
            completed_at=clock.now() + timedelta(days=days),
            expires_on=clock.today(),
        )
        db.session.add(completion)
        db.session.commit()
        return completion

    return record


def test_the_last_one_counts(cast, attend):
    last = attend(cast.alice, days=3)
    attend(cast.alice, days=1)
    assert db.session.scalars(latest_completions()).all() == [last]


def test_of_two_at_the_same_moment_one_counts(cast, attend):
    attend(cast.alice)
    second = attend(cast.alice)
    assert db.session.scalars(latest_completions()).all() == [second]


def test_people_and_courses_are_kept_apart(cast, attend):
    for person in (cast.alice, cast.una):
        for course in ("first-steps", "second-steps"):
            attend(person, course)
    assert len(db.session.scalars(latest_completions()).all()) == 4


def test_it_can_be_narrowed_and_joined(cast, attend):
    attend(cast.alice)
    attend(cast.una)
    latest = latest_completions().where(Completion.person_id == cast.una.id).subquery()
    assert db.session.scalars(select(latest.c.person_id)).all() == [cast.una.id]


def test_open_enrolments_leave_out_what_has_ended(cast, course, enrolment):
    complete_by_rules(cast.una, course)
    assert db.session.scalars(open_enrolments()).all() == [enrolment]


def test_one_persons_completion_is_found_by_an_index(cast, attend, database_url):
    if not database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL rightly reads a table this small from end to end.")
    query = latest_completions().where(Completion.person_id == 1, Completion.course == "first-steps")
    compiled = query.compile(db.engine, compile_kwargs={"literal_binds": True})
    plan = " ".join(row[3] for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {compiled}")))
    assert "ix_completions_person_course" in plan
    assert "SCAN" not in plan


def test_the_database_allows_one_open_enrolment(cast, enrolment):
    other = Enrolment(person_id=cast.alice.id, course="first-steps", number=2, resume_at="looking/a-door")
    db.session.add(other)
    with pytest.raises(Exception, match=r"(?i)unique"):
        db.session.flush()
