"""What a learner does is their own: for everybody else it does not exist."""

from __future__ import annotations

import pytest

from lms.extensions import db
from tests.learning.journey import answer_by_rules, start_by_rules, take_quiz_by_rules
from tests.pages import Browser

QUIZ = "/courses/first-steps/quiz"


@pytest.fixture
def path(course, enrolment) -> str:
    """Alice's open attempt, with every question answered."""
    quiz = course.get_quiz("quiz")
    attempt = start_by_rules(enrolment, course)
    answer_by_rules(attempt, quiz)
    db.session.commit()
    return f"{QUIZ}/attempts/{attempt.uuid}"


@pytest.fixture(params=["harold", "lena", "cora"])
def stranger(request, app, cast) -> Browser:
    """Another lead, her own training lead, the coordinator: none of them takes a quiz for Alice."""
    return Browser(app).sign_in_as(getattr(cast, request.param))


def test_a_strangers_attempt_is_not_found(stranger, path):
    stranger.get(path, status=404)


def test_a_stranger_cannot_respond(stranger, path):
    assert stranger.post(f"{path}/responses/1", q1="right").status_code == 404
    assert stranger.post(path, q1="right").status_code == 404


def test_a_stranger_cannot_submit(stranger, path):
    assert stranger.post(f"{path}/result").status_code == 404


def test_a_strangers_result_is_not_found(stranger, cast, course, enrolment):
    attempt = take_quiz_by_rules(enrolment, cast.alice, course, "quiz")
    stranger.get(f"{QUIZ}/attempts/{attempt.uuid}/result", status=404)


def test_an_attempt_that_never_was_looks_the_same(alices, path):
    alices.get(f"{QUIZ}/attempts/00000000-0000-4000-8000-000000000000", status=404)


@pytest.mark.parametrize(
    "page",
    ["/continue", "/completed", "/looking/a-door", "/looking/quiz", "/quiz"],
)
def test_whoever_is_not_signed_in_is_led_to_sign_in(browser, page):
    response = browser.fetch(f"/courses/first-steps{page}")
    assert response.status_code == 303
    assert response.location == f"/sign-in?next=/courses/first-steps{page}"


@pytest.mark.parametrize("address", ["", "/responses/1", "/result"])
def test_a_form_without_its_token_is_refused(alices, path, address):
    assert alices._request("POST", f"{path}{address}", data={"q1": "right"}).status_code == 400
