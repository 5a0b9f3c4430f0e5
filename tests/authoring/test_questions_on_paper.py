from __future__ import annotations

import pytest

from lms.authoring.printing.questions import build_paper_question, letter
from lms.authoring.printing.words import place_words, settle_headings
from lms.courses.questions import Option, Prompt, Question


def make_order(count: int, key: str = "steps") -> Question:
    options = tuple(Option(f"o{place}", f"Step {place}", True, "") for place in range(count))
    return Question(key, "order", "In which order?", "", options)


@pytest.mark.parametrize("key", [f"question-{number}" for number in range(30)])
def test_an_order_is_never_printed_in_its_right_order(key: str):
    question = make_order(3, key)
    assert [each.option for each in build_paper_question(1, question).options] != list(question.options)


def test_an_order_is_answered_in_the_letters_of_the_paper():
    printed = build_paper_question(1, make_order(3))
    by_mark = {each.mark: each.option.key for each in printed.options}
    assert [by_mark[mark] for mark in printed.answer.split(", then ")] == ["o0", "o1", "o2"]


def test_a_match_is_answered_row_by_row():
    options = tuple(Option(key, key, True, "") for key in ("police", "council", "helpline"))
    prompts = (Prompt("a", "A child", "council"), Prompt("b", "Danger", "police"))
    printed = build_paper_question(1, Question("m", "match", "?", "", options, prompts))
    by_key = {each.option.key: each.mark for each in printed.options}
    assert printed.answer == f"1 {by_key['council']}, 2 {by_key['police']}"


def test_letters_go_on_after_z():
    assert [letter(place) for place in (1, 26, 27, 53)] == ["A", "Z", "AA", "BA"]


def test_a_skipped_level_of_heading_is_closed_up():
    assert settle_headings("<h1>A</h1><h3>B</h3><h5>C</h5><h2>D</h2>") == (
        "<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>"
    )


def test_a_link_to_a_lesson_leads_to_its_place_on_paper():
    words = '<a class="govuk-link" href="/courses/small/looking/a-van">'
    assert (
        place_words(words, "x", "small", {"looking--a-van"})
        == '<a class="govuk-link" href="#looking--a-van">'
    )


def test_a_link_to_another_page_of_the_site_leads_nowhere_on_paper():
    assert place_words('<a href="/report">', "x", "small", set()) == "<a>"
