from __future__ import annotations

import pytest

from lms.courses.check import check_courses, render_problems
from lms.courses.model import Problem
from lms.errors import NotFound
from tests.courses.conftest import TODAY, CoursesFolder

DOOR = "small/01-looking/01-a-door.md"
VAN = "small/01-looking/02-a-van.md"


def test_a_sound_folder_says_so_and_counts_what_awaits_sign_off(folder: CoursesFolder):
    report = render_problems(check_courses(folder.path, TODAY))
    assert report == "no errors, no warnings, no reviews overdue, 1 fact awaiting sign-off."


def test_each_problem_has_its_line(folder: CoursesFolder):
    folder.change(VAN, "A van.", "::: callot\n:::")
    report = render_problems(check_courses(folder.path, TODAY))
    assert report.splitlines() == [
        "courses/small/01-looking/02-a-van.md:5: unknown block 'callot' – did you mean 'callout'?",
        "1 error, no warnings, no reviews overdue, 1 fact awaiting sign-off.",
    ]


def test_problems_come_by_file_and_line(folder: CoursesFolder):
    folder.write(VAN, (folder.path / VAN).read_text() + "\nCall 999.\n\nTODO\n")
    folder.change(DOOR, "Because it is there.", "Call 101.")
    folder.change("facts.yaml", "kind: phone", "kind: fone")
    found = [(problem.path, problem.line) for problem in check_courses(folder.path, TODAY)]
    assert found == sorted(found)
    assert len({path for path, _ in found}) >= 3


def test_a_warning_says_that_it_is_one():
    problem = Problem("courses/x.md", 3, "'slave' is a word to avoid", "say: person", "warning")
    assert render_problems([problem]).startswith("courses/x.md:3: warning: 'slave' is")


def test_one_course_can_be_checked_by_its_own_folder(folder: CoursesFolder):
    folder.write("another/course.yaml", "")
    assert render_problems(check_courses(folder.path / "small", TODAY)).startswith("no errors")


def test_a_folder_that_is_not_there_is_named_with_its_whole_path(folder: CoursesFolder):
    with pytest.raises(NotFound, match=f"There is no folder {folder.path}/smal"):
        check_courses(folder.path / "smal", TODAY)


def test_a_part_of_a_course_points_to_the_course(folder: CoursesFolder):
    with pytest.raises(NotFound, match=f"check {folder.path}/small"):
        check_courses(folder.path / "small" / "01-looking", TODAY)
