"""Fictional people are never mixed with real ones."""

from __future__ import annotations

import pytest
from flask import Flask

from lms.accounts.models import Person
from lms.demo.fill import fill
from lms.errors import DomainError, InvalidInput, NotAllowed
from lms.extensions import db
from lms.learning.models import Completion, Enrolment
from tests.cast import make_organisation, make_person
from tests.demo.conftest import rows_of


def test_a_database_with_one_learner_is_refused(app: Flask):
    make_person("Alice Adeyemi")
    with pytest.raises(NotAllowed, match="There are people in this database already"):
        fill(10)


def test_nothing_is_added_to_a_database_that_is_refused(app: Flask):
    make_person("Alice Adeyemi")
    with pytest.raises(NotAllowed):
        fill(10)
    assert [person["name"] for person in rows_of(Person)] == ["Alice Adeyemi"]


def test_a_second_coordinator_is_a_real_person(app: Flask):
    make_person("Cora Lindqvist", is_coordinator=True)
    make_person("Second Coordinator", is_coordinator=True)
    with pytest.raises(NotAllowed):
        fill(10)


def test_a_coordinator_who_has_begun_to_learn_is_a_real_person(app: Flask):
    cora = make_person("Cora Lindqvist", is_coordinator=True)
    db.session.add(Enrolment(person_id=cora.id, course="first-steps", resume_at="looking/a-door"))
    db.session.commit()
    with pytest.raises(NotAllowed):
        fill(10)


def test_a_platform_is_not_filled_twice(app: Flask):
    fill(10)
    with pytest.raises(NotAllowed):
        fill(10)


def test_the_first_coordinator_alone_may_be_there_and_is_left_as_she_was(app: Flask):
    make_person("Cora Lindqvist", is_coordinator=True)
    (before,) = rows_of(Person)
    fill(10)
    assert before in rows_of(Person)


def test_organisations_that_are_there_are_the_ones_that_are_filled(app: Flask):
    council = make_organisation("Northford Borough Council", "Local government")
    fill(10)
    assert {row["organisation_id"] for row in rows_of(Completion)} == {council.id}


def test_no_professionals_at_all_are_refused(app: Flask):
    with pytest.raises(InvalidInput, match="at least one"):
        fill(0)


def test_nobody_can_work_at_a_closed_organisation(app: Flask):
    make_organisation("Northford Borough Council", "Local government").is_closed = True
    with pytest.raises(DomainError, match="closed"):
        fill(10)
