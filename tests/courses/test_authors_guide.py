"""The examples of the authors' guide are the files of one small course, which has to be in order."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from lms.config import ROOT
from lms.courses.catalogue import load_catalogue
from lms.courses.exercises import Check, ForBlock, Scenario, Scene
from lms.courses.model import Course, Problem

GUIDE = ROOT / "courses" / "README.md"
_EXAMPLE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, list[Problem]]:
    """The examples as somebody would copy them, beside the real facts; what follows a part is added to it."""
    folder: Path = tmp_path_factory.mktemp("guide") / "courses"
    files = {"facts.yaml": (ROOT / "courses" / "facts.yaml").read_text()}
    for name, text in _EXAMPLE.findall(GUIDE.read_text()):
        files[name] = f"{files[name]}\n{text}" if name in files else text
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    catalogue, problems = load_catalogue(folder, date(2026, 11, 25))
    return catalogue.get_course("first-look"), problems


def test_the_examples_of_the_guide_have_no_problem(loaded: tuple[Course, list[Problem]]):
    _, problems = loaded
    assert [problem for problem in problems if not problem.is_awaiting_sign_off] == []


def test_the_guide_has_an_example_of_every_element(loaded: tuple[Course, list[Problem]]):
    course, _ = loaded
    parts = {type(part) for _, lesson in course.lessons for part in lesson.parts}
    assert {Check, ForBlock, Scenario, Scene} <= parts
    assert course.final_quiz is not None
    assert {question.kind for question in course.final_quiz.questions} == {
        "single",
        "several",
        "order",
        "match",
    }
    assert course.survey is not None
    assert course.updates
