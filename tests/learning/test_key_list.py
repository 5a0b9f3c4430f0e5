"""Keys of options in the database: a list of one's own, each time it is read."""

from __future__ import annotations

import json

from sqlalchemy import String, cast, select

from lms import clock
from lms.extensions import db
from lms.learning import own_attempts
from lms.learning.models import Response
from tests.learning.journey import start_by_rules


def test_whoever_changes_a_list_changes_only_theirs(enrolment, course):
    attempt = start_by_rules(enrolment, course)
    mine = read_options(attempt.id)
    mine.append("another")
    assert "another" not in read_options(attempt.id)


def test_it_is_json_for_whoever_asks_the_database(enrolment, course):
    attempt = start_by_rules(enrolment, course)
    query = select(cast(Response.options, String)).where(Response.attempt_id == attempt.id)
    written = db.session.scalars(query.order_by(Response.position)).first()
    assert json.loads(written) == read_options(attempt.id)


def test_a_response_that_is_taken_back_is_no_list(enrolment, course):
    attempt = start_by_rules(enrolment, course)
    own_attempts.keep(attempt.id, attempt.responses[0].question, ["a"], clock.now())
    own_attempts.keep(attempt.id, attempt.responses[0].question, None, clock.now())
    query = select(Response.chosen).where(Response.attempt_id == attempt.id, Response.chosen.is_not(None))
    assert db.session.scalars(query).all() == []


def read_options(attempt: int) -> list[str]:
    query = select(Response.options).where(Response.attempt_id == attempt).order_by(Response.position)
    return db.session.scalars(query).first()
