"""The questions of an attempt come from its seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lms.courses.model import Quiz
from lms.learning.drawing import draw
from tests.learning.building import build_match, build_order, build_question, build_quiz, build_quiz_of

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


MODULES = st.lists(st.sampled_from(["one", "two", "three", "four", None]), min_size=1, max_size=20)


def build_quiz_about(modules: Sequence[str | None], draw: int) -> Quiz:
    """A quiz with a question about each of these modules; None is about no module."""
    questions = [
        replace(build_question(f"q{number}", {"a"}, {"b"}), module=module)
        for number, module in enumerate(modules)
    ]
    return build_quiz_of(*questions, draw=draw)


def list_modules(quiz: Quiz, seed: int) -> list[str]:
    drawn = [quiz.get_question(each.key).module for each in draw(quiz, seed)]
    return [module for module in drawn if module is not None]


@given(SEEDS, MODULES, st.data())
def test_every_module_is_drawn_from_as_far_as_there_is_room(seed, modules, data):
    count = data.draw(st.integers(1, len(modules)))
    named = set(modules) - {None}
    drawn = list_modules(build_quiz_about(modules, count), seed)
    assert len(set(drawn)) == min(count, len(named))


@given(SEEDS, MODULES, st.data())
def test_a_draw_by_modules_has_no_question_twice_and_is_the_same_again(seed, modules, data):
    quiz = build_quiz_about(modules, data.draw(st.integers(1, len(modules))))
    drawn = draw(quiz, seed)
    assert len({each.key for each in drawn}) == quiz.question_count
    assert draw(quiz, seed) == drawn


def test_within_a_module_every_question_has_its_turn():
    quiz = build_quiz_about(["one"] * 4 + ["two"] * 2, draw=2)
    assert {each.key for seed in range(60) for each in draw(quiz, seed)} == {f"q{n}" for n in range(6)}


def test_what_a_module_gives_does_not_always_come_first():
    quiz = build_quiz_about(["one", None, None, None], draw=4)
    assert {[each.key for each in draw(quiz, seed)].index("q0") for seed in range(60)} == {0, 1, 2, 3}


def test_an_order_and_a_match_are_mixed_even_where_the_order_is_fixed():
    quiz = build_quiz_of(build_order("o", "abcde"), build_match("m", "abcde"), is_shuffled=False)
    drawn = [draw(quiz, seed) for seed in range(20)]
    assert len({order.options for order, _ in drawn}) > 1
    assert len({match.options for _, match in drawn}) > 1
