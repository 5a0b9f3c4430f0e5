"""One slip is one problem: what only follows from it is not said beside it."""

from __future__ import annotations

import pytest

from lms.config import ROOT
from lms.courses.check import check_courses
from lms.courses.facts import Facts
from lms.courses.markdown import Renderer
from lms.courses.places import Places
from lms.courses.problems import FileProblems
from lms.courses.surveys import load_survey
from tests.courses.conftest import TODAY, CoursesFolder
from tests.courses.test_reading_exercises import PICTURE, SCENE, VAN

DOOR = "small/01-looking/01-a-door.md"
SURVEY = (ROOT / "tests" / "content" / "first-steps" / "survey.md").read_text()


def find(folder: CoursesFolder) -> list[tuple[str, int, str]]:
    problems = check_courses(folder.path, TODAY)
    return [(each.path, each.line, each.message) for each in problems if not each.is_awaiting_sign_off]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("title: A door", 'title: "A door', 2, "a quotation mark here is not closed"),
        ("1\n---", "1\n--", 1, "the front matter has no end"),
        (":::\n\n::: details", "\n::: details", 11, "'callout' is not closed"),
    ],
)
def test_minutes_are_not_judged_by_a_file_that_cannot_be_read(
    folder: CoursesFolder, old: str, new: str, line: int, message: str
):
    folder.change(DOOR, "Because it is there.", "Because it is there. " * 150)
    folder.change(DOOR, "minutes: 1", "minutes: 4")
    folder.change("small/01-looking/module.yaml", "minutes: 1", "minutes: 4")
    folder.change("small/course.yaml", "minutes: 2", "minutes: 5")
    assert find(folder) == []
    folder.change(DOOR, old.replace("1\n", "4\n"), new.replace("1\n", "4\n"))
    (found,) = find(folder)
    assert (found[0], found[1]) == (f"courses/{DOOR}", line)
    assert message in found[2]


def test_facts_that_cannot_be_read_are_one_problem_of_each_file(folder: CoursesFolder):
    folder.write("facts.yaml", "helpline: [")
    lesson = [(line, message) for path, line, message in find(folder) if path == f"courses/{DOOR}"]
    assert lesson[0] == (5, "no fact can be read")
    assert not any("there is no fact" in message for _, message in lesson)


def test_nothing_is_measured_without_the_words_of_facts(folder: CoursesFolder):
    folder.change("small/course.yaml", "minutes: 2", "minutes: 20")
    folder.write("facts.yaml", "helpline: [")
    assert not any("minutes is" in message for _, _, message in find(folder))


@pytest.mark.parametrize("heading", ["# Before", "# After", "# After 90 days"])
def test_an_occasion_of_another_level_is_one_problem(heading: str):
    problems = FileProblems("survey.md")
    text = SURVEY.replace(f"{heading}\n", f"#{heading}\n")
    load_survey(text, Renderer(Facts()), Places("c/survey.md", [], {}), problems)
    (problem,) = problems.found
    assert (problem.message, problem.mend) == ("an occasion is a level-1 heading", f"write '{heading}'")


@pytest.mark.parametrize("regions", [["300 100 80 80"], ["100 100 120 80", "300 100 80 80"]])
def test_a_region_that_cannot_be_read_is_not_missed_as_well(folder: CoursesFolder, regions: list[str]):
    scene = SCENE
    for region in regions:
        scene = scene.replace(region, "1 2 3")
    folder.write("small/pictures/yard.svg", PICTURE)
    folder.change(VAN, "A van.\n", f"A van.\n\n{scene}")
    assert {each.message for each in folder.problems()} == {"the region '1 2 3' cannot be read"}
