"""Completions by the hundred thousand, made by the database itself. SQLite only."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select, text

from lms.accounts.models import Membership, Person
from lms.courses.model import Course
from lms.extensions import Base, db
from lms.learning.models import Enrolment

UUID = "lower(hex(randomblob(16)))"
NUMBERS = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)"
# Twenty months up to today. 397 and 521 are primes, so that days and names come in no order.
JOINED = "strftime('%Y-%m-%d 09:00:00.000000', 'now', '-' || (20 + n * 397 % 600) || ' days')"
COMPLETED = "strftime('%Y-%m-%d 10:00:00.000000', 'now', '-' || (n * 397 % 600) || ' days')"
EXPIRES = "date('now', '-' || (n * 397 % 600) || ' days', '+24 months')"

STATEMENTS = (
    f"""{NUMBERS} INSERT INTO people (id, uuid, email, name, is_coordinator, created_at)
    SELECT :people + n, {UUID}, 'grown' || (:people + n) || '@example.org',
           'Professional ' || (n * 521 % :count), 0, {JOINED} FROM numbers""",
    f"""{NUMBERS}, places AS MATERIALIZED (SELECT key, value FROM json_each(:organisations))
    INSERT INTO memberships (id, uuid, person_id, organisation_id, role, started_at, confirmed_at)
    SELECT :memberships + n, {UUID}, :people + n, value, 'learner', {JOINED}, {JOINED}
    FROM numbers JOIN places ON places.key = n % :places""",
    f"""{NUMBERS} INSERT INTO enrolments
        (id, uuid, person_id, course, number, started_at, resume_at, active_at, ended_at)
    SELECT :enrolments + n, {UUID}, :people + n, :course, 1, {JOINED}, 'quiz', {COMPLETED}, {COMPLETED}
    FROM numbers""",
    f"""{NUMBERS} INSERT INTO completions
        (uuid, enrolment_id, person_id, course, course_version, is_qualifying, evidence, organisation_id,
         membership_id, completed_at, expires_on)
    SELECT {UUID}, :enrolments + n, :people + n, :course, :version, 1, 'online', organisation_id, id,
           {COMPLETED}, {EXPIRES}
    FROM numbers JOIN memberships ON memberships.id = :memberships + n""",
)


def grow(course: Course, count: int, organisations: Sequence[int]) -> None:
    """Add so many people, each with a membership and a completion, spread evenly over the organisations."""
    values = {
        "count": count,
        "course": course.key,
        "version": course.version,
        "organisations": str(list(organisations)),
        "places": len(organisations),
        "people": _newest(Person),
        "memberships": _newest(Membership),
        "enrolments": _newest(Enrolment),
    }
    for statement in STATEMENTS:
        db.session.execute(text(statement), values)


def _newest(model: type[Base]) -> int:
    return db.session.scalar(select(func.max(model.__table__.c.id))) or 0
