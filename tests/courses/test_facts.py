from __future__ import annotations

from datetime import date

import pytest

from lms.courses.catalogue import load_catalogue
from lms.courses.facts import Facts, UnconfirmedFact, describe_check
from lms.errors import NotFound
from tests.courses.conftest import TODAY, CoursesFolder


@pytest.fixture
def facts(folder: CoursesFolder) -> Facts:
    return load_catalogue(folder.path, TODAY)[0].facts


def test_a_confirmed_fact_is_published(facts: Facts):
    assert facts.published("helpline").value == "01632 960 001"


def test_an_unconfirmed_fact_is_never_published(facts: Facts):
    with pytest.raises(UnconfirmedFact):
        facts.published("rumour")


def test_an_unknown_fact_is_not_found(facts: Facts):
    with pytest.raises(NotFound):
        facts.published("helpine")


def test_an_unconfirmed_fact_leaves_a_gap_wherever_it_is_written(facts: Facts):
    assert facts.fill_text("Say {{ fact.rumour }} and {{ fact.rumour.label }}.") == "Say  and ."


@pytest.mark.parametrize(
    "name",
    [
        "small/course.yaml",
        "small/01-looking/module.yaml",
        "small/01-looking/02-a-van.md",
        "small/01-looking/quiz.md",
    ],
)
def test_a_course_with_an_unconfirmed_fact_is_not_served(folder: CoursesFolder, name: str):
    folder.change(name, "title: ", "title: '{{ fact.rumour }}' #")
    with pytest.raises(NotFound):
        folder.course()


def test_facts_that_await_sign_off_are_listed(facts: Facts):
    assert [fact.key for fact in facts.list_awaiting_sign_off()] == ["form"]


def test_a_fact_that_awaits_sign_off_is_never_said_to_be_checked(folder: CoursesFolder):
    folder.change("facts.yaml", "status: confirmed", "status: awaiting-sign-off")
    facts = load_catalogue(folder.path, TODAY)[0].facts
    assert describe_check(facts.published("helpline")) == "awaiting sign-off"


def test_facts_past_their_review_date_are_listed(facts: Facts):
    assert facts.list_overdue(date(2027, 11, 1)) == []
    assert [fact.key for fact in facts.list_overdue(date(2027, 11, 2))] == ["form", "helpline"]


def test_a_passed_review_date_is_reported_but_takes_nothing_off_the_air(folder: CoursesFolder):
    catalogue, problems = load_catalogue(folder.path, date(2028, 1, 1))
    assert {(problem.path, problem.line) for problem in problems if problem.is_overdue} == {
        ("courses/facts.yaml", 1),
        ("courses/facts.yaml", 11),
        ("courses/small/course.yaml", 15),
    }
    assert catalogue.get_course("small")


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('value: "01632 960 001"', "value: 999", 4, "'value' is not a text"),
        ("kind: phone", "kind: fone", 3, "'kind' is 'fone'"),
        ("checked: 2026-11-01", "checked: yesterday", 7, "'checked' is not a date"),
        ("review_by: 2027-11-01", "review_by: 2025-11-01", 8, "review_by is before checked"),
        ("  checked: 2026-11-01\n", "", 1, "'checked' is missing"),
        ("status: confirmed", "status: awaiting-sign-off", 7, "readers are not shown it"),
        ("  owner: Coordinator\nform", "form", 1, "'owner' is missing"),
        ("  note: Open", "  notes: Open", 5, "'notes' is not known here"),
        ("helpline:", "Help Line:", 1, "'Help Line' cannot be a key"),
        ("form:", "helpline:", 11, "'helpline' is here twice"),
        ("  kind: phone", " kind: phone", 3, "does not go on what stands above"),
    ],
)
def test_a_slip_in_the_facts_is_named_with_its_line(
    folder: CoursesFolder, old: str, new: str, line: int, message: str
):
    folder.change("facts.yaml", old, new)
    found = [(problem.line, problem.message) for problem in folder.problems() if "facts" in problem.path]
    assert any(at == line and message in text for at, text in found), found


def test_facts_may_share_lines_by_an_anchor(folder: CoursesFolder):
    folder.change("facts.yaml", "helpline:", "helpline: &phone")
    folder.write(
        "facts.yaml", (folder.path / "facts.yaml").read_text() + 'other:\n  <<: *phone\n  value: "08"\n'
    )
    facts = load_catalogue(folder.path, TODAY)[0].facts
    assert (facts.published("other").value, facts.published("other").label) == ("08", "The helpline")


def test_a_fact_with_an_error_is_not_said_to_be_missing(folder: CoursesFolder):
    folder.change("facts.yaml", "  kind: phone\n", "")
    found = [(p.message, p.mend) for p in folder.problems() if p.path.endswith("01-a-door.md")]
    assert ("the fact 'helpline' cannot be read", "mend facts.yaml, line 1") in found
