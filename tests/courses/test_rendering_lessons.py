from __future__ import annotations

import pytest

from tests.courses.conftest import CoursesFolder

VAN = "small/01-looking/02-a-van.md"


def html_of(folder: CoursesFolder, markdown: str) -> str:
    folder.change(VAN, "A van.\n", markdown)
    return folder.course().get_lesson("looking", "a-van").html


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Words.", '<p class="govuk-body">Words.</p>'),
        ("- one\n- two", '<ul class="govuk-list govuk-list--bullet">'),
        ("1. one\n2. two", '<ol class="govuk-list govuk-list--number">'),
        ("## Words", '<h2 class="govuk-heading-m" id="words">Words</h2>'),
        ("## A\n\n### B", '<h3 class="govuk-heading-s" id="b">B</h3>'),
        ("[a](https://a.example)", '<a class="govuk-link" href="https://a.example">a</a>'),
        ("> said", '<blockquote class="govuk-inset-text">'),
        ("|A|B|\n|-|-|\n|1|2|", '<th class="govuk-table__header" scope="col">A</th>'),
        ("|A|B|\n|-|-|\n|1|2|", 'aria-label="Table: A, B"'),
        ("{{ fact.helpline }}", '<a class="govuk-link" href="tel:01632960001">01632 960 001</a>'),
        ("{{ fact.helpline.note }}", '<p class="govuk-body">Open every day.</p>'),
        ("{{ fact.helpline.checked }}", "1 November 2026"),
        ("[online]({{ fact.form }})", '<a class="govuk-link" href="https://form.example/report">online</a>'),
        ("[call {{ fact.helpline }}](01-a-door.md)", ">call 01632 960 001</a>"),
        ("[a](01-a-door.md)", 'href="/courses/small/looking/a-door"'),
        ("[a](quiz.md)", 'href="/courses/small/looking/quiz"'),
        ("[a](../quiz.md)", 'href="/courses/small/quiz"'),
        ("::: callout\nWords.\n:::", '<h2 class="app-callout__heading govuk-heading-s">Note</h2>'),
        ("## A\n\n::: callout B\nWords.\n:::", '<h3 class="app-callout__heading govuk-heading-s">B</h3>'),
        ("::: callout B {tone=remember}\nWords.\n:::", '<div class="app-callout app-callout--remember">'),
        ("::: details B & c\nWords.\n:::", "B &amp; c</span></summary>"),
    ],
)
def test_markdown_comes_out_in_the_design_systems_classes(
    folder: CoursesFolder, markdown: str, expected: str
):
    assert expected in html_of(folder, markdown)


def test_a_nested_list_is_nested_with_two_spaces(folder: CoursesFolder):
    assert html_of(folder, "- one\n  - deeper\n").count("<ul") == 2


def test_a_picture_has_its_address_and_its_words(folder: CoursesFolder):
    course = folder.course()
    html = course.get_lesson("looking", "a-door").html
    assert f'src="/courses/small/pictures/door.svg?v={course.pictures[0].revision}"' in html
    assert 'alt="A door"' in html


def test_the_words_of_a_fact_are_not_read_as_markdown(folder: CoursesFolder):
    folder.change("facts.yaml", "Open every day.", "'*Open* every <b>day</b>.'")
    assert "*Open* every &lt;b&gt;day&lt;/b&gt;." in html_of(folder, "{{ fact.helpline.note }}")


def test_a_lesson_says_where_its_facts_come_from_and_when_they_were_checked(folder: CoursesFolder):
    html = html_of(folder, "Call {{ fact.helpline }} or use {{ fact.form }}.")
    assert ">The helpline: checked 1 November 2026. Source: The tests.</li>" in html
    assert ">The form: awaiting sign-off. Source: The tests.</li>" in html


def test_a_lesson_without_facts_has_no_list_of_sources(folder: CoursesFolder):
    assert "<details" not in html_of(folder, "Words.")


def test_two_headings_of_the_same_words_have_their_own_ids(folder: CoursesFolder):
    html = html_of(folder, "## Look\n\n## Look\n")
    assert 'id="look"' in html
    assert 'id="look-2"' in html
