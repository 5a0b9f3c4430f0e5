"""A survey is answered once, apart from any score, and told back only when it spoils nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.extensions import db
from lms.learning.models import Attempt
from lms.learning.survey_models import SurveyConfidence, SurveyResponse
from tests.learning.journey import complete_by_rules
from tests.learning.surveyed import AFTER, BEFORE, COURSE, FORM, LATER, OFFER, answers, responses
from tests.pages import Browser


@pytest.fixture
def completed(cast, course):
    """Alice has just completed the course."""
    complete_by_rules(cast.alice, course)


def test_answers_and_confidence_are_kept_with_the_version(alices, enrolment, course):
    alices.send(alices.get(BEFORE), form=FORM, **answers(course, confidence=7))
    (response,) = responses()
    assert (response.occasion, response.course_version) == ("before", 3)
    assert [each.value for each in response.confidences] == [7] * 5
    assert [each.is_correct for each in response.answers] == [True] * 5


def test_a_wrong_answer_is_kept_as_wrong(alices, enrolment, course):
    alices.send(alices.get(BEFORE), form=FORM, **answers(course, right=False))
    assert [each.is_correct for each in responses()[0].answers] == [False] * 5


def test_before_the_course_nobody_is_told_what_is_right(alices, enrolment, course):
    page = alices.send(alices.get(BEFORE), form=FORM, **answers(course))
    assert page.h1 == "Thank you"
    assert "Tell somebody" not in page.html
    assert "Nothing is proved by one sign" not in page.html


def test_after_the_course_there_is_feedback(alices, completed, course):
    page = alices.send(alices.get(AFTER), form=FORM, **answers(course, "after", right=False))
    assert "They add up, and prove nothing." in page.text
    assert "Not right" in page.text


def test_90_days_later_there_is_feedback_too(alices, completed, course, moved_clock):
    moved_clock.move(days=100)
    page = alices.send(alices.get(LATER), form=FORM, **answers(course, "later"))
    assert "Yes, three months later too." in page.text


def test_the_right_answer_is_not_in_the_page_that_asks(alices, enrolment):
    assert "feedback" not in alices.get(BEFORE).html
    assert "Tell somebody" not in alices.get(BEFORE).html


def test_the_first_answers_stand(alices, enrolment, course):
    page = alices.get(BEFORE)
    alices.send(page, form=FORM, **answers(course, confidence=2))
    again = alices.send(page, form=FORM, **answers(course, confidence=9))
    assert "Your first answers stand" in again.html
    assert {each.value for each in responses()[0].confidences} == {2}


def test_each_occasion_has_answers_of_its_own(alices, cast, course):
    alices.send(alices.get(COURSE))
    alices.send(alices.get(BEFORE), form=FORM, **answers(course))
    complete_by_rules(cast.alice, course)
    alices.send(alices.get(AFTER), form=FORM, **answers(course, "after"))
    assert [each.occasion for each in responses()] == ["before", "after"]


def test_what_is_missing_is_said_and_the_rest_is_kept_on_the_page(alices, enrolment, course):
    sent = answers(course) | {"c3": None, "q2": None}
    page = alices.send(alices.get(BEFORE), form=FORM, status=422, **sent)
    assert page.errors == [
        "Choose a number from 0 to 10 for statement 3",
        "Select an answer to question 2",
    ]
    assert page.title.startswith("Error: ")
    assert page.values(FORM)["c1"] == ["5"]
    assert responses() == []


@pytest.mark.parametrize("value", ["11", "-1", "5.5", "x", "٥"])
def test_a_number_that_is_not_offered_is_refused(alices, enrolment, course, value):
    alices.send(alices.get(BEFORE), form=FORM, status=422, **answers(course) | {"c1": value})


def test_an_answer_that_is_not_offered_is_refused(alices, enrolment, course):
    page = alices.send(alices.get(BEFORE), form=FORM, status=422, **answers(course) | {"q1": "x"})
    assert page.errors == ["Question 1: Select from the options on this page"]


def test_it_is_never_part_of_a_score_or_a_completion(alices, enrolment, course):
    alices.send(alices.get(BEFORE), form=FORM, **answers(course))
    assert db.session.scalars(select(Attempt)).all() == []
    assert "0 of 5 steps done" in alices.get(COURSE).text


@pytest.mark.parametrize("path", [BEFORE, AFTER, LATER])
def test_whoever_has_not_started_finds_nothing(app, cast, enrolment, path):
    lenas = Browser(app).sign_in_as(cast.lena)
    lenas.get(path, status=404)
    assert lenas.post(path).status_code == 404
    assert lenas.post(f"{path}/skip").status_code == 404


@pytest.mark.parametrize("path", [AFTER, LATER])
def test_whoever_has_not_completed_is_not_asked_afterwards(alices, enrolment, path):
    alices.get(path, status=404)


def test_another_word_in_the_address_is_not_found(alices, enrolment):
    alices.get(f"{COURSE}/survey/now", status=404)


def test_a_course_without_a_survey_asks_nothing(edited, cast, course):
    complete_by_rules(cast.alice, course)
    browser = edited("survey.md")
    assert OFFER not in browser.get(f"{COURSE}/completed").text
    browser.get(AFTER, status=404)


@pytest.mark.parametrize("second", ["before", "sometime"])
def test_allows_one_answer_for_each_known_occasion(enrolment, second):
    row = {"enrolment_id": enrolment.id, "course_version": 3, "submitted_at": clock.now()}
    db.session.execute(insert(SurveyResponse), row | {"occasion": "before"})
    with pytest.raises(IntegrityError):
        db.session.execute(insert(SurveyResponse), row | {"occasion": second})


@pytest.mark.parametrize("is_both", [True, False])
def test_has_either_an_answer_or_a_skip(enrolment, is_both):
    at = clock.now() if is_both else None
    row = {"enrolment_id": enrolment.id, "occasion": "before", "course_version": 3}
    with pytest.raises(IntegrityError):
        db.session.execute(insert(SurveyResponse), row | {"submitted_at": at, "skipped_at": at})


@pytest.mark.parametrize("value", [-1, 11])
def test_keeps_confidence_from_0_to_10(alices, enrolment, course, value):
    alices.send(alices.get(BEFORE), form=FORM, **answers(course))
    row = {"response_id": responses()[0].id, "statement": "another", "value": value}
    with pytest.raises(IntegrityError):
        db.session.execute(insert(SurveyConfidence), row)
