"""One question on a page, each response saved when it is given, and nothing told before submission."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from lms.extensions import db
from lms.learning.models import Attempt, Response
from tests.learning.journey import answer, answer_all, offered, start_quiz


@pytest.fixture
def first(alices, course, enrolment):
    """The page of the first question of the final quiz, where each has one right option."""
    return start_quiz(alices, course, "quiz")


@pytest.fixture
def several(alices, course, enrolment):
    """The page of the question where several options are right."""
    quiz = course.get_quiz("looking/quiz")
    page = start_quiz(alices, course, quiz.key)
    while "Select all that apply" not in page.text:
        page = answer(alices, page, quiz)
    return page


def saved() -> list[list[str] | None]:
    return [each.chosen for each in db.session.scalars(select(Response).order_by(Response.position))]


def test_a_response_is_saved_when_it_is_given(alices, first):
    chosen = offered(first)[0]
    alices.send(first, chosen=chosen)
    assert saved() == [[chosen], None, None, None, None]


def test_a_response_can_be_changed(alices, first):
    alices.send(first, chosen=offered(first)[0])
    alices.send(first, chosen=offered(first)[1])
    assert saved()[0] == [offered(first)[1]]


def test_what_was_chosen_is_shown_again(alices, first):
    second = alices.send(first, chosen=offered(first)[1])
    back = alices.get(next(link for link in second.links if link.endswith("question=1")))
    assert back.values()["chosen"] == [offered(first)[1]]


def test_nothing_chosen_is_told_beside_the_question(alices, first):
    page = alices.send(first, status=422)
    assert page.errors == ["Select one option"]
    assert page.title.startswith("Error: ")


def test_an_option_that_was_not_offered_is_refused(alices, first):
    assert alices.send(first, status=422, chosen="everything").errors == [
        "Select from the options on this page"
    ]


def test_two_options_where_one_is_asked_for_are_refused(alices, first):
    assert alices.send(first, status=422, chosen=offered(first)).errors == ["Select one option only"]


def test_a_refused_response_keeps_what_was_chosen(alices, first):
    page = alices.send(first, status=422, chosen=offered(first))
    assert page.values()["chosen"] == offered(first)


def test_a_refused_response_is_not_saved(alices, first):
    alices.send(first, status=422, chosen="everything")
    assert saved()[0] is None


def test_several_options_are_ticked(alices, several):
    page = alices.send(several, chosen=["time", "van"])
    assert page.status == 200
    assert {"time", "van"} in [set(each) for each in saved() if each]


def test_several_options_ask_for_at_least_one(alices, several):
    assert alices.send(several, status=422).errors == ["Select at least one option"]


def test_a_question_can_be_left_for_later(alices, first):
    assert "Skip for now" in first.text
    assert any(link.endswith("question=2") for link in first.links)


def test_after_the_last_question_comes_what_was_left_out(alices, course, first):
    quiz = course.get_quiz("quiz")
    page = alices.get(next(link for link in first.links if link.endswith("question=2")))
    for _ in range(4):
        page = answer(alices, page, quiz)
    assert page.h1 == "Check before you submit"
    assert "Not answered" in page.text


def test_the_options_are_in_the_order_that_was_drawn(alices, first):
    attempt = db.session.scalars(select(Attempt)).one()
    assert offered(first) == attempt.responses[0].options


def test_no_page_before_submission_tells_what_is_right(alices, course, first):
    attempt = db.session.scalars(select(Attempt)).one()
    base = f"/courses/first-steps/quiz/attempts/{attempt.uuid}"
    pages = [alices.get(f"{base}?question={number}") for number in range(1, 6)] + [alices.get(base)]
    for page in pages:
        assert "Yes." not in page.html
        assert "That would not help." not in page.html
        assert "is_correct" not in page.html


def test_right_and_wrong_options_look_the_same(alices, first):
    items = [node for node in first.main.iter() if node.get("name") == "chosen"]
    assert len({tuple(sorted(set(item.attrib) - {"id"})) for item in items}) == 1


@pytest.mark.parametrize("question", ["0", "6", "-1", "x", "1.5", "99999999999", "٣", ""])
def test_an_unknown_question_is_not_found(alices, first, question):
    attempt = db.session.scalars(select(Attempt)).one()
    path = f"/courses/first-steps/quiz/attempts/{attempt.uuid}?question={question}"
    alices.get(path, status=404)
    assert alices.post(path, chosen="right").status_code == 404


def test_an_attempt_is_found_only_under_its_own_quiz(alices, first):
    attempt = db.session.scalars(select(Attempt)).one()
    alices.get(f"/courses/first-steps/looking/quiz/attempts/{attempt.uuid}", status=404)


def test_two_queries_make_a_question(alices, first, queries):
    attempt = db.session.scalars(select(Attempt)).one()
    queries.clear()
    alices.get(f"/courses/first-steps/quiz/attempts/{attempt.uuid}?question=1")
    assert len(queries) <= 2


def test_three_queries_and_one_change_save_a_response(alices, first, queries):
    queries.clear()
    alices.send(first, chosen=offered(first)[0])
    # The page that follows takes two more.
    assert len(queries) <= 4 + 2


def test_what_was_chosen_is_listed_before_submitting(alices, course, enrolment):
    page = answer_all(alices, course, "looking/quiz")
    assert page.h1 == "Check before you submit"
    for chosen in ("On the outside", "The van", "The time"):
        assert chosen in page.text
