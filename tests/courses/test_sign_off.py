"""What practitioners have to confirm is listed from the files, with where it stands."""

from __future__ import annotations

import pytest

from lms.courses.catalogue import load_catalogue
from lms.courses.fact_uses import find_uses
from lms.courses.sign_off import render_sign_off
from lms.courses.sources import read_sources
from tests.courses.conftest import MODULE, TODAY, CoursesFolder

CONFIRM = """\
confirm:
  - what: The signs of a door | a gate
    who: Housing lead
  - what: Whom to call
    who: Constabulary
    confirmed: 2026-11-20
    by: Pat Okafor
"""


@pytest.fixture
def rows(folder: CoursesFolder):
    folder.write("small/01-looking/module.yaml", MODULE + CONFIRM)
    catalogue, problems = load_catalogue(folder.path, TODAY)
    assert not any(problem.is_blocking for problem in problems)
    uses = find_uses(read_sources(folder.path)[0], catalogue)
    return render_sign_off(catalogue.list_courses(), catalogue.facts, uses, "Before", "After").splitlines()


def test_a_fact_that_awaits_sign_off_is_listed_with_source_use_and_owner(rows: list[str]):
    assert (
        "| `form` | The form: https://form.example/report | The tests | Small steps | Coordinator |" in rows
    )


def test_a_confirmed_fact_is_not_listed(rows: list[str]):
    assert not any("`helpline`" in row for row in rows)


def test_a_gap_is_listed_apart(rows: list[str]):
    assert rows.index("| `rumour` | A rumour | Nobody | Coordinator |") > rows.index(
        "## Gaps that are kept out"
    )


def test_an_open_matter_of_practice_says_so_and_cannot_break_the_table(rows: list[str]):
    assert "| Looking | The signs of a door \\| a gate | Housing lead | open |" in rows


def test_a_confirmed_one_says_when_and_by_whom(rows: list[str]):
    assert "| Looking | Whom to call | Constabulary | confirmed on 20 November 2026 by Pat Okafor |" in rows


def test_each_course_has_its_sum(rows: list[str]):
    assert "| Small steps | 1 | 1 | 1 | Trainer |" in rows


def test_what_is_written_by_hand_stands_around_it(rows: list[str]):
    assert (rows[0], rows[-1]) == ("Before", "After")
