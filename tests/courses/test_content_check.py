from __future__ import annotations

import pytest

from tests.courses.conftest import CoursesFolder

DOOR = "small/01-looking/01-a-door.md"
VAN = "small/01-looking/02-a-van.md"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("<b>Bold</b>", "HTML is not used here"),
        ("<!-- a note -->", "HTML is not used here"),
        ("# A heading", "level-1 heading"),
        ("### A heading", "jumps from level 1 to 3"),
        ("##", "the heading is empty"),
        ("##Heading", "no space after the '#'"),
        ("Call 01632 960 001.", "'01632 960 001' looks like a phone number"),
        ("Call (01632) 960001.", "looks like a phone number"),
        ("Call +44 1632 960 001.", "looks like a phone number"),
        ("Call 999.", "'999' is written out"),
        ("Call **101** now", "'101' is written out"),
        ("[call](tel:01632960001)", "a phone number is written out in a link"),
        ("TODO: more", "'TODO' is still here"),
        ("They were rescued.", "'rescued' is a word to avoid"),
        ("A slave.", "'slave' is a word to avoid"),
        ("> [x] done", "a list with boxes belongs in a quiz"),
        ("- [x] done", "a list with boxes belongs in a quiz"),
        ("![](../pictures/door.svg)", "the picture has no text alternative"),
        ("![A door](../pictures/dor.svg)", "there is no picture '../pictures/dor.svg'"),
        ("![A door](https://a.example/door.svg)", "there is no picture"),
        ("[next](03-a-car.md)", "the link to '03-a-car.md' leads to no lesson"),
        ("[up](../../../../etc/passwd)", "leads to no lesson"),
        ("[run](javascript:alert(1))", "leads nowhere"),
        ("[](01-a-door.md)", "the link has no words"),
        ("[below](#nothing)", "there is no heading for '#nothing'"),
        ("{{ fact.helplin }}", "there is no fact 'helplin'"),
        ("{{ fact.rumour }}", "the fact 'rumour' is unconfirmed"),
        ("{{ fact.helpline.nte }}", "a fact has no 'nte'"),
        ("{{ fact.form.note }}", "the fact 'form' has no 'note'"),
        ("| | Day |\n| --- | --- |\n| Who | Monday |", "a column of this table has no heading"),
        ("Call { fact.helpline }", "'fact.helpline' would be shown as it stands here"),
        ("{{ helpline }}", "a {{ … }} here cannot be read"),
        ("Call {{ fact.helpline", "a {{ … }} here cannot be read"),
        ("[a]({{ fact.helpline.label }})", "nothing to link to"),
        ("::: callot", "unknown block 'callot'"),
        ("::: callout {tone=loud}\nx\n:::", "'tone' cannot be 'loud'"),
        ("::: callout {tune=note}\nx\n:::", "unknown attribute 'tune'"),
        ("::: callout {loud}\nx\n:::", "'loud' in braces is not understood"),
        ("::: details\nx\n:::", "the block 'details' has no title"),
        ("::: {tone=note}\nx\n:::", "this block has no name"),
        ("::: callout\nx", "the block 'callout' is not closed"),
        (":::", "this ':::' closes nothing"),
    ],
)
def test_a_slip_in_a_lesson_is_named_with_its_line(folder: CoursesFolder, words: str, message: str):
    folder.change(VAN, "A van.\n", f"A van.\n\n{words}\n")
    found = [(problem.line, problem.message) for problem in folder.problems()]
    assert any(line == 7 and message in text for line, text in found), found


@pytest.mark.parametrize(
    "words",
    [
        "Slavery, enslaved, anti-slavery, slave-like.",
        "Do not say “rescued” or 'slave' here.",
        "In 1999 there were 1,101 at £999, 101% of 999.5.",
        "Between 2015 and 2026, 10,000,000 people; 12 345 678 referrals.",
        "See <https://a.example/0163296000123> or [this](https://a.example/999).",
        "A < B and 3 > 2.",
        "The date is 2026-11-22.",
        "## Look\n\nBack to [the top](#look), and [home](/report-a-concern).",
    ],
)
def test_what_only_looks_like_a_slip_passes(folder: CoursesFolder, words: str):
    folder.change(VAN, "A van.\n", f"A van.\n\n{words}\n")
    assert folder.problems() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "message", "mend"),
    [
        (
            "small/course.yaml",
            "minutes: 2",
            "minuts: 10",
            5,
            "'minuts' is not known",
            "did you mean 'minutes'?",
        ),
        ("small/course.yaml", "tier: 1", "tier: 4", 3, "'tier' is too large", "at most 3"),
        (
            "small/course.yaml",
            "pass_mark: 0.8",
            "pass_mark: 80",
            6,
            "'pass_mark' is too large",
            "at most 1",
        ),
        (
            "small/course.yaml",
            "version: 2\n",
            "version: 3\n",
            9,
            "not that of the latest",
            "one entry in changes",
        ),
        (
            "small/course.yaml",
            "editorial",
            "edit",
            12,
            "'changes.2.kind' is 'edit'",
            "'material' or 'editorial'",
        ),
        ("small/course.yaml", "2026-11-01\n", "Tuesday\n", 14, "'reviewed' is not a date", "2026-11-22"),
        ("small/course.yaml", "review_by: 2027", "review_by: 2025", 15, "before reviewed", "one of them"),
        (
            "small/01-looking/module.yaml",
            "outcomes:\n  - Say what you saw.",
            "outcomes: []",
            4,
            "outcomes",
            "add",
        ),
        (
            "small/01-looking/module.yaml",
            "summary:",
            "summary: Call 999 #",
            2,
            "'999' is written out",
            "fact",
        ),
        (DOOR, "minutes: 1\n", "minutes: two\n", 3, "'minutes' is not a whole number", "whole number"),
        (DOOR, "minutes: 1\n", "", 2, "'minutes' is missing", "add it"),
        (DOOR, "---\ntitle", "title", 1, "there is no front matter", "begin with '---'"),
        (DOOR, "1\n---", "2\n--", 1, "the front matter has no end", "write '---'"),
        (DOOR, "title: A door", 'title: "A door', 2, "a quotation mark here is not closed", "close it"),
        (DOOR, "title: A door", 'title: "A \\door"', 2, "a backslash inside double quotes", "single"),
        (DOOR, "title: A door", "title: A: door", 2, "second colon", "in quotes"),
        (DOOR, "callout Keep", "callot Keep", 11, "unknown block 'callot'", "did you mean 'callout'?"),
        (DOOR, ":::\n\n::: details", "\n::: details", 11, "'callout' is not closed", "do not nest"),
    ],
)
def test_each_problem_says_where_and_what_to_do(
    folder: CoursesFolder, name: str, old: str, new: str, line: int, message: str, mend: str
):
    folder.change(name, old, new)
    found = [(p.path, p.line, p.message, p.mend) for p in folder.problems()]
    assert any(
        path == f"courses/{name}" and at == line and message in text and mend in what_to_do
        for path, at, text, what_to_do in found
    ), found


def test_a_word_to_avoid_is_a_warning_and_the_course_is_served(folder: CoursesFolder):
    folder.change(VAN, "A van.\n", "They were rescued.\n")
    assert [problem.severity for problem in folder.problems()] == ["warning"]
    assert folder.course()


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("- [ ] Nobody, not {{ fact.helpline }} {#nobody}\n  > Somebody", 9),
        ("- [ ] Nobody {#nobody}\n  > Not {{ fact.helpline }}: somebody", None),
        ("- [ ] Nobody, with {{ fact.form }} {#nobody}\n  > Somebody", None),
    ],
)
def test_a_phone_number_in_what_is_chosen_is_a_warning(folder: CoursesFolder, written: str, line: int | None):
    folder.change("small/01-looking/quiz.md", "- [ ] Nobody {#nobody}\n  > Somebody", written)
    expected = [(line, "warning")] if line else []
    assert [(problem.line, problem.severity) for problem in folder.problems()] == expected


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("small/01-looking/03-a-van.md", "the key 'a-van' is used twice"),
        ("small/01-looking/a-car.md", "'a-car' cannot be put in order"),
        ("small/01-looking/03-quiz.md", "the key 'quiz' is taken"),
    ],
)
def test_a_lesson_needs_a_name_of_its_own(folder: CoursesFolder, name: str, message: str):
    folder.write(name, (folder.path / VAN).read_bytes())
    assert any(message in problem.message for problem in folder.problems())


def test_two_modules_may_not_share_a_key(folder: CoursesFolder):
    for name in ("module.yaml", "02-a-van.md"):
        folder.write(f"small/02-looking/{name}", (folder.path / "small/01-looking" / name).read_bytes())
    assert [problem.message for problem in folder.problems()] == ["the key 'looking' is used twice"]


def test_a_file_that_nothing_uses_is_a_warning(folder: CoursesFolder):
    folder.write("small/notes.txt", "hello")
    assert [(p.path, p.severity) for p in folder.problems()] == [("courses/small/notes.txt", "warning")]
