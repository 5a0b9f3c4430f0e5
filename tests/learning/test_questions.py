"""All questions on one page, each response saved when it is given, and nothing told before submission."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from lms.extensions import db
from lms.learning.models import Attempt, Response
from tests.learning.journey import offered, start_quiz
from tests.pages import Browser, Page


@pytest.fixture
def page(alices, course, enrolment) -> Page:
    """The page of the final quiz, where each question has one right option."""
    return start_quiz(alices, course, "quiz")


@pytest.fixture
def several(alices, course, enrolment) -> tuple[Page, int]:
    """The page of the quiz in which one question has several right options, and that question's position."""
    page = start_quiz(alices, course, "looking/quiz")
    return page, next(number for number in (1, 2, 3) if "van" in offered(page, number))


def path_of(page: Page) -> str:
    path: str = page.response.request.path
    return path


def saved() -> list[list[str] | None]:
    return [each.chosen for each in db.session.scalars(select(Response).order_by(Response.position))]


def save(browser: Browser, page: Page, position: int, *keys: str) -> int:
    """Send one response as the page's script does; returns the status."""
    given = {f"q{position}": list(keys)} if keys else {}
    return browser.post(f"{path_of(page)}/responses/{position}", **given).status_code


def test_a_response_is_saved_when_it_is_given(alices, page):
    assert save(alices, page, 2, offered(page, 2)[0]) == 204
    assert saved() == [None, [offered(page, 2)[0]], None, None, None]


def test_a_response_can_be_changed(alices, page):
    save(alices, page, 1, offered(page)[0])
    save(alices, page, 1, offered(page)[1])
    assert saved()[0] == [offered(page)[1]]


def test_what_was_saved_is_shown_again(alices, page):
    save(alices, page, 3, offered(page, 3)[1])
    assert alices.get(path_of(page)).values()["q3"] == [offered(page, 3)[1]]


def test_saving_for_later_keeps_everything_that_was_given(alices, page):
    given = {"q1": offered(page, 1)[0], "q5": offered(page, 5)[1]}
    assert alices.post(path_of(page), **given).location == "/courses/first-steps/quiz"
    assert saved() == [[given["q1"]], None, None, None, [given["q5"]]]
    assert "You have answered 2 of 5 questions." in alices.get("/courses/first-steps/quiz").text


def test_saving_for_later_says_what_could_not_be_saved(alices, page):
    answered = alices.post(path_of(page), q1="everything", q2=offered(page, 2)[0])
    assert answered.status_code == 422
    assert saved()[:2] == [None, [offered(page, 2)[0]]]


def test_an_option_that_was_not_offered_is_refused(alices, page):
    assert save(alices, page, 1, "everything") == 422
    assert saved()[0] is None


def test_two_options_where_one_is_asked_for_are_refused(alices, page):
    refused = alices.post(f"{path_of(page)}/responses/1", q1=offered(page))
    assert (refused.status_code, refused.text) == (422, "Select one option only")


def test_a_refused_response_is_told_beside_its_question_and_the_others_are_saved(alices, page):
    refused = alices.send(page, status=422, q1="everything", q2=offered(page, 2)[0])
    assert refused.errors[0] == "Question 1: select from the options on this page"
    assert saved()[:2] == [None, [offered(page, 2)[0]]]


def test_several_options_are_ticked(alices, several):
    page, position = several
    assert save(alices, page, position, "time", "van") == 204
    assert set(saved()[position - 1] or ()) == {"time", "van"}


def test_boxes_that_are_all_empty_take_the_response_back(alices, several):
    page, position = several
    save(alices, page, position, "time")
    assert save(alices, page, position) == 204
    assert saved()[position - 1] is None


def test_a_page_that_says_nothing_of_a_radio_button_leaves_the_response_alone(alices, page):
    save(alices, page, 1, offered(page)[0])
    alices.send(page, status=422)
    assert saved()[0] == [offered(page)[0]]


def test_the_options_are_in_the_order_that_was_drawn(page):
    attempt = db.session.scalars(select(Attempt)).one()
    assert [offered(page, each.position) for each in attempt.responses] == [
        each.options for each in attempt.responses
    ]


def test_no_page_before_submission_tells_what_is_right(alices, page):
    for shown in (page, alices.send(page, status=422)):
        assert "Yes." not in shown.html
        assert "That would not help." not in shown.html
        assert "is_correct" not in shown.html


def test_right_and_wrong_options_look_the_same(page):
    items = [node for node in page.main.iter() if (node.get("name") or "").startswith("q")]
    assert len({tuple(sorted(set(item.attrib) - {"id"})) for item in items}) == 1


@pytest.mark.parametrize("question", ["0", "6", "-1", "x", "1.5", "99999999999", ""])
def test_an_unknown_question_is_not_found(alices, page, question):
    assert alices.post(f"{path_of(page)}/responses/{question}", q1="right").status_code == 404


def test_an_attempt_is_found_only_under_its_own_quiz(alices, page):
    uuid = path_of(page).rpartition("/")[2]
    alices.get(f"/courses/first-steps/looking/quiz/attempts/{uuid}", status=404)
    elsewhere = f"/courses/first-steps/looking/quiz/attempts/{uuid}/responses/1"
    assert alices.post(elsewhere, q1=offered(page)[0]).status_code == 404


def test_three_queries_make_the_page(alices, page, queries):
    alices.get(path_of(page))
    assert len(queries) <= 3


def test_two_queries_and_one_change_save_a_response(alices, page, queries):
    token, chosen = alices.csrf_token(), offered(page)[0]
    queries.clear()
    alices._request("POST", f"{path_of(page)}/responses/1", data={"csrf_token": token, "q1": chosen})
    assert len(queries) <= 3


def test_a_learner_who_has_been_away_is_active_again(alices, page, enrolment, moved_clock):
    moved_clock.move(minutes=5)
    save(alices, page, 1, offered(page)[0])
    db.session.refresh(enrolment)
    assert enrolment.active_at == moved_clock.now()
