"""What a reader reads, sentence by sentence, with the lines that an author has to go to."""

from __future__ import annotations

import pytest

from lms.courses.facts import Facts
from lms.courses.prose import count_words, grade_of, read_sentences


def read(text: str) -> list[tuple[int, str]]:
    return [(sentence.line, sentence.text) for sentence in read_sentences(text, 1, Facts())]


def test_a_sentence_is_at_the_line_where_it_begins():
    assert read("One is\nhere. Two is\nthere.\n\nThree.") == [
        (1, "One is here."),
        (2, "Two is there."),
        (5, "Three."),
    ]


def test_every_item_of_a_list_stands_for_a_sentence():
    assert read("- A locked door\n- Fear,\n  all day\n1. Call") == [
        (1, "A locked door"),
        (2, "Fear, all day"),
        (4, "Call"),
    ]


def test_an_options_feedback_is_not_part_of_the_option():
    assert read("- [x] Call {#call}\n  > Yes.\n  > Do.\n- [ ] Wait") == [
        (1, "Call"),
        (2, "Yes."),
        (3, "Do."),
        (4, "Wait"),
    ]


def test_what_is_only_written_is_not_read():
    text = "![A door](door.svg)\n[the *next* lesson](02.md) is **here** {#key}\n\n::: for housing\n:::\n"
    assert read(text) == [(2, "the next lesson is here")]


def test_each_cell_of_a_table_is_read_by_itself():
    assert [words for _, words in read("| A | B |\n| --- | :-- |\n| one | two three |")] == [
        "A",
        "B",
        "one",
        "two three",
    ]


@pytest.mark.parametrize(
    "text", ["Ask Mr. Smith. Go.", 'He said: "Stop." Go.', "Is it safe? Go.", "Go (now). Go."]
)
def test_sentences_end_where_a_reader_would_stop(text: str):
    assert len(read(text)) == 2


def test_headings_count_as_words_but_not_as_sentences():
    sentences = read_sentences("## The long heading of all this\n\nGo on now.", 1, Facts())
    assert count_words(sentences) == 9
    assert grade_of(sentences) == grade_of(read_sentences("Go on now.", 1, Facts()))


def test_the_grade_is_that_of_the_published_formula():
    # 13 words, 2 sentences, 72 letters, counted by hand.
    sentences = read_sentences(
        "The emergency number is free. Every officer knows where your family has accommodation.", 1, Facts()
    )
    assert sum(len(each.words) for each in sentences) == 13
    assert grade_of(sentences) == pytest.approx(5.88 * 72 / 13 - 29.6 * 2 / 13 - 15.8, abs=0.01)


def test_a_text_for_children_and_one_for_lawyers_are_far_apart():
    child = read_sentences("The cat sat on the mat. It was a big cat. We ran to see it.", 1, Facts())
    lawyer = read_sentences(
        "Notwithstanding the aforementioned considerations, organisations participating in multidisciplinary "
        "safeguarding arrangements retain individual statutory accountability for proportionate governance.",
        1,
        Facts(),
    )
    assert grade_of(child) < 2
    assert grade_of(lawyer) > 20
