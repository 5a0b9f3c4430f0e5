"""The questions of an attempt come from its seed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lms.learning.drawing import draw
from tests.learning.building import build_quiz

SEEDS = st.integers(0, 2**31 - 1)
SIZES = st.integers(1, 30).flatmap(lambda count: st.tuples(st.just(count), st.integers(1, count)))


@given(SEEDS, SIZES, st.booleans())
def test_the_same_seed_draws_the_same(seed, sizes, is_shuffled):
    quiz = build_quiz(count=sizes[0], draw=sizes[1], is_shuffled=is_shuffled)
    assert draw(quiz, seed) == draw(quiz, seed)


@given(SEEDS, SIZES)
def test_as_many_different_questions_are_drawn_as_the_quiz_says(seed, sizes):
    drawn = draw(build_quiz(count=sizes[0], draw=sizes[1]), seed)
    assert len({question.key for question in drawn}) == len(drawn) == sizes[1]


@given(SEEDS, st.booleans())
def test_every_question_is_shown_with_all_its_options(seed, is_shuffled):
    drawn = draw(build_quiz(count=5, is_shuffled=is_shuffled), seed)
    assert all(sorted(question.options) == ["a", "b", "c"] for question in drawn)


@given(SEEDS, SIZES)
def test_a_fixed_order_is_the_order_of_the_file(seed, sizes):
    quiz = build_quiz(count=sizes[0], draw=sizes[1], is_shuffled=False)
    places = [int(question.key[1:]) for question in draw(quiz, seed)]
    assert places == sorted(places)


@given(SEEDS)
def test_a_fixed_order_keeps_the_options_too(seed):
    assert all(each.options == ("a", "b", "c") for each in draw(build_quiz(is_shuffled=False), seed))


def test_other_seeds_draw_other_questions():
    quiz = build_quiz(count=20, draw=10)
    assert len({draw(quiz, seed) for seed in range(20)}) == 20


def test_every_question_has_its_turn():
    quiz = build_quiz(count=20, draw=10)
    assert {each.key for seed in range(20) for each in draw(quiz, seed)} == {f"q{n}" for n in range(20)}
