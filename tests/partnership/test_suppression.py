"""No number that is withheld can be worked out: not even by a reader who knows the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.partnership.suppression import (
    SMALLEST,
    suppress,
    suppress_groups,
    suppress_pair,
    suppress_series,
)

counts = st.integers(0, 8)

# Trying every world takes long on a busy machine: what matters is that it ends with an answer.
settings.register_profile("worlds", deadline=None, max_examples=60)
patiently = settings(settings.get_profile("worlds"))


def worlds(parts: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every way in which `parts` numbers can add up to `total`."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in worlds(parts - 1, total - first):
            yield (first, *rest)


def could_differ(place: int, numbers: Sequence[int], publish: Callable[[tuple[int, ...]], object]) -> bool:
    """Whether other numbers, with another one in this place, would have been published the same way."""
    published = publish(tuple(numbers))
    return any(
        world[place] != numbers[place] and publish(world) == published
        for world in worlds(len(numbers), sum(numbers))
    )


def cells(numbers: tuple[int, ...]) -> dict[int, int]:
    return dict(enumerate(numbers))


@patiently
@given(st.lists(counts, min_size=2, max_size=4))
@example([5, 5, 4])
@example([4, 4, 4])
def test_a_gap_in_a_table_could_hold_another_number(numbers):
    for place, value in suppress(cells(tuple(numbers))).items():
        if value is None and sum(numbers):
            assert could_differ(place, numbers, lambda world: suppress(cells(world)))


@given(st.dictionaries(st.integers(0, 200), st.integers(0, 60), max_size=120))
def test_no_published_part_is_small_and_none_is_altered(table):
    for key, value in suppress(table).items():
        assert value is None or SMALLEST <= value == table[key]


@given(st.dictionaries(st.integers(0, 200), st.integers(0, 60), min_size=2, max_size=120))
def test_a_table_with_people_in_it_never_has_a_lone_gap(table):
    published = list(suppress(table).values())
    assert not sum(table.values()) or published.count(None) != 1


def test_a_lone_small_number_takes_the_next_smallest_with_it():
    assert suppress({"a": 3, "b": 20, "c": 9}) == {"a": None, "b": 20, "c": None}


def test_numbers_that_are_not_small_are_all_published():
    assert suppress({"a": 5, "b": 20}) == {"a": 5, "b": 20}


def test_gaps_that_could_only_be_fours_take_another_number_with_them():
    assert suppress({"a": 4, "b": 4, "c": 9, "d": 12}) == {"a": None, "b": None, "c": None, "d": 12}


def test_all_that_share_the_next_smallest_number_go_together():
    assert suppress({"a": 5, "b": 5, "c": 4, "d": 9}) == {"a": None, "b": None, "c": None, "d": 9}


@given(
    st.lists(
        st.lists(st.integers(0, 9), min_size=1, max_size=4).map(lambda numbers: cells(tuple(numbers))),
        min_size=2,
        max_size=4,
    )
)
def test_published_parts_never_add_up_to_a_withheld_group(groups):
    for total, parts in suppress_groups(cells(tuple(groups))).values():
        if total is None:
            assert set(parts.values()) == {None}


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_pair_never_shows_a_small_number(first, second):
    assert all(count in (None, 0) or count >= SMALLEST for count in suppress_pair(first, second))


@given(st.integers(0, 14), st.integers(0, 14))
def test_a_gap_in_a_pair_could_hold_another_number(first, second):
    if suppress_pair(first, second) == (None, None) and first + second:
        assert could_differ(0, (first, second), lambda world: suppress_pair(*world))


def test_a_part_with_nobody_in_it_leaves_the_other_shown():
    assert suppress_pair(40, 0) == (40, 0)


@patiently
@given(st.lists(st.integers(0, 7), min_size=2, max_size=4))
def test_a_month_whose_number_is_withheld_could_hold_another(months):
    before: int | None = 0
    for place, total in enumerate(suppress_series(months)):
        if before is None or total is None:
            assert could_differ(place, months, suppress_series)
        before = total


@given(st.lists(st.integers(0, 30), min_size=2, max_size=30))
def test_between_two_published_totals_lies_nobody_or_enough_people(months):
    shown = [total for total in suppress_series(months) if total is not None]
    gaps = [after - before for before, after in pairwise(shown)]
    assert all(gap == 0 or gap >= SMALLEST for gap in gaps)


def test_the_last_running_total_is_the_total():
    assert suppress_series([7, 2]) == [None, 9]
