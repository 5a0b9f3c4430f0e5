"""Syllables are counted as they are said; the words were counted by hand."""

from __future__ import annotations

import pytest

from lms.courses.syllables import count_syllables

COUNTED = {
    1: "home phone signs asked called locked eyes they died the can't threat safe",
    2: "people money wages' passport labour someone business tables houses being isn't doesn't",
    3: "exploited employer referral slavery safeguarding somebody services families area idea video",
    4: "emergency vulnerable confidential interpreter overcrowded mechanism exploitation reasonable usually",
    5: "organisation accommodation nationalities",
    6: "responsibility",
}


@pytest.mark.parametrize(
    ("word", "number"), [(word, number) for number, words in COUNTED.items() for word in words.split()]
)
def test_a_word_has_the_syllables_that_one_hears(word: str, number: int):
    assert count_syllables(word) == number


def test_a_slip_of_the_rules_is_small_over_many_words():
    words = [(word, number) for number, listed in COUNTED.items() for word in listed.split()]
    assert sum(count_syllables(word) for word, _ in words) == pytest.approx(
        sum(number for _, number in words), rel=0.02
    )
