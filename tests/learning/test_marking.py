"""One mark for each question that is exactly right, and a pass mark that arithmetic cannot shift."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning.marking import has_passed, is_correct, mark, marks_needed
from tests.learning.building import build_match, build_order, build_question, build_quiz

KEYS = st.sets(st.sampled_from("abcdef"), min_size=1)
ITEMS = st.sampled_from(["abc", "abcd", "abcde"])


@given(right=KEYS, chosen=st.sets(st.sampled_from("abcdefg")))
def test_a_question_is_right_only_with_exactly_the_right_options(right, chosen):
    question = build_question("q", right, set("abcdef") - right)
    assert is_correct(question, chosen) == (chosen == right)


@given(right=KEYS, chosen=st.lists(st.sampled_from("abcdef"), unique=True), data=st.data())
def test_in_which_order_options_were_ticked_changes_nothing(right, chosen, data):
    question = build_question("q", right, set("abcdef") - right)
    assert is_correct(question, data.draw(st.permutations(chosen))) == is_correct(question, chosen)


@given(items=ITEMS, data=st.data())
def test_an_order_is_right_in_its_right_order_only(items, data):
    given_order = data.draw(st.permutations(items))
    assert is_correct(build_order("q", items), given_order) == (given_order == list(items))


@given(answers=st.text("abc", min_size=1, max_size=5), chosen=st.text("abc", max_size=5))
def test_a_match_is_right_with_the_right_answer_in_every_row_only(answers, chosen):
    assert is_correct(build_match("q", answers), list(chosen)) == (chosen == answers)


@given(items=ITEMS, missing=st.data())
def test_half_an_order_is_not_right(items, missing):
    chosen = list(items)
    chosen[missing.draw(st.integers(0, len(items) - 1))] = ""
    assert not is_correct(build_order("q", items), chosen)


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", "", "z"]), max_size=4), min_size=5, max_size=5))
def test_whatever_is_given_the_score_is_between_nothing_and_one_for_each_question(given_keys):
    questions = [
        build_question("single", {"a"}, {"b", "c"}),
        build_question("several", {"a", "b"}, {"c"}),
        replace(build_question("scene", {"a", "b"}, {"c"}), kind="scene"),
        build_order("order", "abc"),
        build_match("match", "aab"),
    ]
    marks = mark(questions, dict(zip([each.key for each in questions], given_keys, strict=True)))
    assert (0 <= marks.raw <= marks.maximum, marks.maximum) == (True, 5)


def test_every_right_response_earns_full_marks():
    questions = [build_question("q", {"a", "b"}, {"c"}), build_order("o", "cab"), build_match("m", "aab")]
    assert mark(questions, {each.key: each.right_response for each in questions}).raw == 3


def test_ticking_everything_earns_nothing():
    assert not is_correct(build_question("q", {"a", "b"}, {"c"}), ["a", "b", "c"])


@given(st.lists(st.booleans(), min_size=1, max_size=30))
def test_the_score_is_the_number_of_right_questions(rights):
    quiz = build_quiz(count=len(rights))
    responses = {f"q{number}": ["a" if right else "b"] for number, right in enumerate(rights)}
    marks = mark(quiz.questions, responses)
    assert (marks.raw, marks.maximum) == (sum(rights), len(rights))


def test_a_question_without_a_response_is_not_right():
    assert mark(build_quiz(count=2).questions, {"q0": ["a"]}).raw == 1


@given(st.integers(1, 200), st.integers(1, 100))
def test_the_marks_needed_are_the_fewest_that_reach_the_pass_mark(maximum, hundredths):
    needed = marks_needed(maximum, hundredths / 100)
    assert Fraction(needed, maximum) >= Fraction(hundredths, 100) > Fraction(needed - 1, maximum)


@pytest.mark.parametrize(
    ("maximum", "pass_mark", "needed"), [(10, 0.8, 8), (10, 0.7, 7), (3, 0.6, 2), (5, 1, 5), (1, 0.01, 1)]
)
def test_a_pass_mark_in_words(maximum, pass_mark, needed):
    assert marks_needed(maximum, pass_mark) == needed


@given(st.integers(0, 50), st.integers(1, 50), st.integers(1, 100))
def test_one_more_right_question_never_turns_a_pass_into_a_failure(raw, maximum, hundredths):
    pass_mark = hundredths / 100
    assert not has_passed(raw, maximum, pass_mark) or has_passed(raw + 1, maximum, pass_mark)
