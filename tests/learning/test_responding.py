"""What a question's controls send is kept as keys, and shown again as it was sent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.errors import InvalidInput
from lms.learning.responding import is_complete, is_left_alone, list_values, read_response
from tests.learning.building import build_match, build_order, build_question

SINGLE = build_question("single", {"a"}, {"b", "c"})
SEVERAL = build_question("several", {"a", "b"}, {"c", "d"})
SCENE = replace(SEVERAL, kind="scene")
ORDER, MATCH = build_order("order", "abcd"), build_match("match", "aab")
OFFERED = st.permutations("abcd")


@given(OFFERED, st.data())
def test_the_places_of_an_order_are_kept_and_shown_again(offered, data):
    values = data.draw(st.permutations(["1", "2", "3", "4"]))
    kept = read_response(ORDER, offered, values)
    assert list_values(ORDER, offered, kept) == values


@given(OFFERED, st.data())
def test_half_an_order_is_kept_and_shown_again(offered, data):
    values = data.draw(st.permutations(["1", "", "3", ""]))
    kept = read_response(ORDER, offered, values)
    assert list_values(ORDER, offered, kept) == values
    assert not is_complete(ORDER, kept)


@given(OFFERED)
def test_the_right_places_are_the_right_response(offered):
    values = [str(ORDER.right_response.index(key) + 1) for key in offered]
    assert read_response(ORDER, offered, values) == list(ORDER.right_response)


def test_two_items_cannot_have_the_same_place():
    with pytest.raises(InvalidInput, match="2 is there twice"):
        read_response(ORDER, "abcd", ["1", "2", "2", ""])


@given(st.lists(st.sampled_from(["a", "b", ""]), min_size=3, max_size=3))
def test_the_rows_of_a_match_are_kept_and_shown_again(values):
    kept = read_response(MATCH, "ba", values)
    assert list_values(MATCH, "ba", kept) == values
    assert is_complete(MATCH, kept) == ("" not in values)


@given(OFFERED, st.sets(st.sampled_from("abcd"), min_size=1))
def test_what_was_ticked_is_kept_in_the_order_shown(offered, ticked):
    assert read_response(SEVERAL, offered, sorted(ticked)) == [key for key in offered if key in ticked]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (SINGLE, ["z"]),
        (SEVERAL, ["a", "z"]),
        (SCENE, [""]),
        (ORDER, ["1", "2", "3", "5"]),
        (ORDER, ["1", "2", "3"]),
        (ORDER, ["01", "2", "3", "4"]),
        (MATCH, ["a", "a", "z"]),
        (MATCH, ["a", "a"]),
    ],
)
def test_what_the_page_does_not_offer_is_refused(question, values):
    with pytest.raises(InvalidInput, match="Select from the options"):
        read_response(question, "abcd" if question is not MATCH else "ab", values)


@pytest.mark.parametrize("question", [ORDER, MATCH])
def test_controls_that_are_all_empty_are_no_response(question):
    offered = [option.key for option in question.options]
    empty = list_values(question, offered, None)
    assert read_response(question, offered, empty) is None


@pytest.mark.parametrize("question", [SINGLE, SEVERAL, SCENE, ORDER, MATCH])
def test_no_response_is_not_complete(question):
    assert not is_complete(question, None)


def test_only_boxes_can_be_emptied_without_sending_anything():
    assert [is_left_alone(each, []) for each in (SINGLE, ORDER, MATCH)] == [True, True, True]
    assert [is_left_alone(each, []) for each in (SEVERAL, SCENE)] == [False, False]
