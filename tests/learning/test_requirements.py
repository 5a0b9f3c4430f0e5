"""A course is complete with every lesson gone through and every quiz passed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning import requirements
from tests.learning.building import build_course

COURSE = build_course()
STEPS = ["m/l0", "m/l1", "quiz"]
DONE = st.frozensets(st.sampled_from([*STEPS, "m/gone"]))


@given(DONE)
def test_requirements_are_met_when_no_step_is_open(done):
    assert requirements.are_met(COURSE, done) == (requirements.find_first_open_step(COURSE, done) is None)


@given(DONE)
def test_progress_is_whole_only_when_requirements_are_met(done):
    assert (requirements.progress(COURSE, done) == 1) == requirements.are_met(COURSE, done)


def test_progress_counts_no_step_that_has_left_the_course():
    assert requirements.progress(COURSE, {"m/l0", "m/gone"}) == pytest.approx(1 / 3)


def test_the_first_open_step_is_in_the_order_of_the_course():
    step = requirements.find_first_open_step(COURSE, {"m/l0", "quiz"})
    assert step is not None
    assert step.key == "m/l1"


def test_after_the_last_step_comes_the_first_that_was_left_out():
    step = requirements.find_step_after(COURSE, "quiz", {"m/l0", "quiz"})
    assert step is not None
    assert step.key == "m/l1"


def test_after_everything_comes_nothing():
    assert requirements.find_step_after(COURSE, "quiz", frozenset(STEPS)) is None


def test_one_resumes_where_one_stopped_even_in_a_lesson_that_is_done():
    step = requirements.find_step_to_resume(COURSE, "m/l0", {"m/l0"})
    assert step is not None
    assert step.key == "m/l0"


def test_a_step_that_has_left_the_course_is_resumed_at_the_first_open_one():
    step = requirements.find_step_to_resume(COURSE, "m/gone", {"m/l0"})
    assert step is not None
    assert step.key == "m/l1"
