"""One mark for each question that is exactly right, and a pass mark that arithmetic cannot shift."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning.marking import has_passed, is_correct, mark, marks_needed
from tests.learning.building import build_question, build_quiz

KEYS = st.sets(st.sampled_from("abcdef"), min_size=1)


@given(right=KEYS, chosen=st.sets(st.sampled_from("abcdefg")))
def test_a_question_is_right_only_with_exactly_the_right_options(right, chosen):
    question = build_question("q", right, set("abcdef") - right)
    assert is_correct(question, chosen) == (chosen == right)


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
