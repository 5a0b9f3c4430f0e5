"""Where a fact is used is found in every kind of file, and told in titles."""

from __future__ import annotations

import pytest

from lms.courses.catalogue import load_catalogue
from lms.courses.fact_uses import Use, find_uses
from lms.courses.sources import read_sources
from tests.courses.conftest import TODAY, CoursesFolder


@pytest.fixture
def places(folder: CoursesFolder):
    def find(key: str) -> list[str]:
        catalogue, _ = load_catalogue(folder.path, TODAY)
        uses = find_uses(read_sources(folder.path)[0], catalogue)
        return [use.place for use in uses.get(key, ())]

    return find


def test_lessons_quizzes_and_yaml_are_searched(places):
    assert places("helpline") == [
        "Small steps: Looking: A door",
        "Small steps: Looking: quiz",
        "Small steps",
        "Small steps: final quiz",
    ]


def test_a_fact_that_nothing_shows_has_no_use(places):
    assert places("rumour") == []


def test_a_use_has_its_file_and_line(folder: CoursesFolder):
    catalogue, _ = load_catalogue(folder.path, TODAY)
    uses = find_uses(read_sources(folder.path)[0], catalogue)
    where = "courses/small/01-looking/01-a-door.md:5"
    assert uses["form"] == (Use("Small steps: Looking: A door", "Small steps", where),)


def test_a_course_that_is_not_served_is_named_by_its_path(folder: CoursesFolder, places):
    folder.change("small/01-looking/02-a-van.md", "A van.\n", "::: callot\n:::\n")
    assert places("form") == ["small/01-looking/01-a-door.md"]
