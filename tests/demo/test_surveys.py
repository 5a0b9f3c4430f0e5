"""Fictional people answer the surveys of a course as real ones could: at the right times, not all of them."""

from __future__ import annotations

import pytest

from lms.courses import live
from lms.demo.fill import Summary
from lms.extensions import db
from lms.learning.models import Completion, Enrolment
from lms.learning.survey_models import SurveyAnswer, SurveyConfidence, SurveyResponse
from lms.learning.survey_timing import find_occasion
from lms.reporting.confidence import compare
from lms.reporting.paired import Comparison
from tests.demo.conftest import rows_of


@pytest.fixture
def comparisons(filled: Summary) -> list[Comparison]:
    return compare(None, live.catalogue().get_course("first-steps"))


def test_every_report_has_figures_to_show(comparisons: list[Comparison]):
    assert all(each.is_shown for each in comparisons)


def test_the_course_makes_people_surer(comparisons: list[Comparison]):
    assert all(row.change is not None and row.change > 0 for each in comparisons for row in each.confidence)


def test_not_everybody_answers(comparisons: list[Comparison]):
    assert all(0.1 < each.response_rate < 0.7 for each in comparisons)


def test_answers_were_given_when_the_course_asked_for_them(filled: Summary):
    completed = {row["enrolment_id"]: row["completed_at"] for row in rows_of(Completion)}
    started = {row["id"]: row["started_at"] for row in rows_of(Enrolment)}
    for row in rows_of(SurveyResponse):
        at = row["submitted_at"] or row["skipped_at"]
        if row["occasion"] == "before":
            assert at >= started[row["enrolment_id"]]
        else:
            assert find_occasion(completed[row["enrolment_id"]], at) == row["occasion"]


def test_whoever_answered_gave_all_answers(filled: Summary):
    answered = sum(row["submitted_at"] is not None for row in rows_of(SurveyResponse))
    assert db.session.query(SurveyConfidence).count() == 5 * answered
    assert db.session.query(SurveyAnswer).count() == 5 * answered
