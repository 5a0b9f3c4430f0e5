from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from lms.courses.audiences import SETTINGS
from lms.courses.catalogue import load_catalogue
from lms.courses.schema import SettingKey
from lms.errors import NotFound
from tests.courses.conftest import TODAY, CoursesFolder


def test_the_small_course_has_no_problems(folder: CoursesFolder):
    assert folder.problems() == []


def test_steps_come_in_the_order_of_the_numbers(folder: CoursesFolder):
    keys = [step.key for step in folder.course().steps]
    assert keys == ["looking/a-door", "looking/a-van", "looking/quiz", "quiz"]


def test_a_step_knows_its_neighbours(folder: CoursesFolder):
    course = folder.course()
    assert course.find_next_step("looking/quiz") == course.get_step("quiz")
    assert course.find_previous_step("looking/a-door") is None


def test_an_unknown_lesson_is_not_found(folder: CoursesFolder):
    with pytest.raises(NotFound):
        folder.course().get_lesson("looking", "a-window")


def test_a_summary_is_plain_text_with_its_facts(folder: CoursesFolder):
    assert folder.course().summary == "Who to call. The line is 01632 960 001."


def test_dates_and_changes_are_read(folder: CoursesFolder):
    course = folder.course()
    assert course.review_by == date(2027, 11, 1)
    assert [change.kind for change in course.changes] == ["material", "editorial"]


def test_a_lesson_names_the_facts_that_it_shows(folder: CoursesFolder):
    assert folder.course().get_lesson("looking", "a-door").facts == ("helpline", "form")


@pytest.mark.parametrize("name", ["small/01-looking/02-a-van.md", "small/pictures/door.svg"])
def test_the_revision_changes_with_any_file(folder: CoursesFolder, name: str):
    before = folder.course().revision
    folder.write(name, (folder.path / name).read_bytes() + b"\n")
    assert folder.course().revision != before


def test_the_revision_changes_with_a_fact_that_is_used(folder: CoursesFolder):
    before = folder.course().revision
    folder.change("facts.yaml", "01632 960 001", "01632 960 002")
    assert folder.course().revision != before


def test_the_revision_keeps_when_another_fact_changes(folder: CoursesFolder):
    before = folder.course().revision
    folder.change("facts.yaml", "hearsay", "something else")
    assert folder.course().revision == before


def test_courses_are_listed_by_tier(folder: CoursesFolder):
    for path in sorted((folder.path / "small").rglob("*.*")):
        name = path.relative_to(folder.path / "small").as_posix()
        folder.write(f"another/{name}", path.read_bytes().replace(b"tier: 1", b"tier: 2"))
    catalogue, _ = load_catalogue(folder.path, TODAY)
    assert [course.key for course in catalogue.list_courses()] == ["small", "another"]


def test_a_broken_course_is_left_out_and_the_others_stay(folder: CoursesFolder):
    folder.write("broken/course.yaml", "title: [")
    catalogue, _ = load_catalogue(folder.path, TODAY)
    assert [course.key for course in catalogue.list_courses()] == ["small"]


def test_the_real_courses_pass_their_check():
    root = Path(__file__).parents[2] / "courses"
    _, problems = load_catalogue(root, TODAY)
    assert [problem for problem in problems if problem.is_blocking] == []


def test_a_course_may_be_for_some_settings(folder: CoursesFolder):
    folder.change("small/course.yaml", "minutes: 2", "settings: [housing]\nminutes: 2")
    assert folder.course().settings == ("housing",)


def test_every_setting_can_be_named_in_a_course():
    assert set(get_args(SettingKey)) == set(SETTINGS)
