"""A result says what was missed, kindly, and for each option why."""

from __future__ import annotations

from lms.learning.models import Attempt, Response
from lms.learning.results import build_results
from tests.learning.building import build_quiz
from tests.learning.journey import take_quiz


def build_attempt(question: str = "q0", options: str = "abc", chosen: str = "b") -> Attempt:
    response = Response(
        position=1, question=question, options=list(options), chosen=list(chosen), is_correct=False
    )
    return Attempt(responses=[response])


def test_feedback_is_for_what_was_chosen_and_for_what_is_right():
    (result,) = build_results(build_attempt(), build_quiz())
    assert [each.option.key for each in result.options if each.has_feedback] == ["a", "b"]


def test_a_question_that_has_left_the_quiz_keeps_its_mark():
    (result,) = build_results(build_attempt("gone"), build_quiz())
    assert result.question is None
    assert result.lost == 1


def test_an_option_that_has_left_its_question_is_counted_as_lost():
    (result,) = build_results(build_attempt(options="abz", chosen="z"), build_quiz())
    assert result.lost == 1
    assert [each.option.key for each in result.options] == ["a", "b"]


def test_a_quiz_that_has_left_the_course_still_has_a_result():
    assert [each.question for each in build_results(build_attempt(), None)] == [None]


def test_the_page_says_why_an_option_is_right_or_not(alices, course, enrolment):
    page = take_quiz(alices, course, "looking/quiz", wrong=3)
    assert "Look again at the first lesson." in page.text
    assert "Yes: whoever is inside cannot open it." in page.text


def test_the_page_says_what_was_chosen(alices, course, enrolment):
    page = take_quiz(alices, course, "looking/quiz", wrong=3)
    assert "On the inside (you chose this: not right)" in page.text
    assert "On the outside (right, but you did not choose it)" in page.text


def test_a_failed_quiz_leads_to_the_lessons_of_its_module(alices, course, enrolment):
    page = take_quiz(alices, course, "looking/quiz", wrong=3)
    assert "/courses/first-steps/looking/a-door" in page.links
    assert "/courses/first-steps/looking/quiz" in page.links


def test_a_passed_quiz_leads_on(alices, course, enrolment):
    assert "Continue: The call" in take_quiz(alices, course, "looking/quiz").text


def test_an_old_result_says_that_the_quiz_was_edited(alices, course, enrolment, edited):
    page = take_quiz(alices, course, "looking/quiz")
    path = page.response.request.path
    again = edited("*looking/quiz.md", "{#lock}", "{#bolt}").get(path)
    assert "This quiz has been edited since your attempt." in again.text
    assert "A question that is no longer in the quiz" in again.text
