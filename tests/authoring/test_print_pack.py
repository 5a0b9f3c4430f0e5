"""The print pack of a real course holds all of it, keeps answers for the trainer, and can be read aloud."""

from __future__ import annotations

import html
import io
import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import page
import pikepdf
import pymupdf
import pytest
from click.testing import CliRunner
from outloud import check

from lms.authoring.printing.printing import BrokenCourse, print_course
from lms.cli import main
from lms.config import ROOT
from lms.courses.catalogue import Catalogue, load_catalogue
from lms.courses.exercises import Scenario
from lms.courses.fact_uses import find_uses
from lms.courses.model import Course
from lms.courses.questions import Question
from lms.courses.sources import read_sources
from lms.errors import NotFound

COURSES = ROOT / "courses"
TODAY = date(2026, 11, 25)
KEY = "setting-housing"


@cache
def print_pack(with_answers: bool) -> bytes:
    return print_course(COURSES, KEY, "The partnership", TODAY, with_answers=with_answers)


@cache
def read_pack(with_answers: bool) -> str:
    """All words between header and footer, without blanks: a line or page may break anywhere."""
    with pymupdf.open(stream=print_pack(with_answers), filetype="pdf") as pdf:
        return squeeze(
            " ".join(
                each.get_text(clip=pymupdf.Rect(0, 50, each.rect.width, each.rect.height - 55))
                for each in pdf
            )
        )


def squeeze(words: str) -> str:
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]+>", "", words)))


@cache
def load_courses() -> Catalogue:
    return load_catalogue(COURSES, TODAY)[0]


@pytest.fixture
def course() -> Course:
    return load_courses().get_course(KEY)


def list_questions(course: Course) -> list[Question]:
    exercises = [exercise for _, lesson in course.lessons for exercise in lesson.exercises]
    asked = [exercise.question for exercise in exercises if not isinstance(exercise, Scenario)]
    return asked + [question for quiz in course.quizzes for question in quiz.questions]


def list_scenarios(course: Course) -> list[Scenario]:
    exercises = [exercise for _, lesson in course.lessons for exercise in lesson.exercises]
    return [exercise for exercise in exercises if isinstance(exercise, Scenario)]


def list_feedback(course: Course) -> list[str]:
    told = [option.feedback_html for question in list_questions(course) for option in question.options]
    steps = [step for scenario in list_scenarios(course) for step in scenario.steps]
    told += [choice.feedback_html for step in steps for choice in step.choices]
    return [squeeze(words) for words in told if words]


def test_every_lesson_is_in_the_pack(course: Course):
    words = [part.html for _, lesson in course.lessons for part in lesson.parts if hasattr(part, "html")]
    paragraphs = [squeeze(each) for each in re.findall(r"<(?:p[^>]*|li)>(.*?)</(?:p|li)>", "".join(words))]
    assert [
        lesson.title for _, lesson in course.lessons if squeeze(lesson.title) not in read_pack(False)
    ] == []
    assert [each for each in paragraphs if each not in read_pack(False)] == []


def test_every_question_is_in_the_pack_with_all_that_is_chosen_from(course: Course):
    questions = list_questions(course)
    words = [each for question in questions for each in (question.html, *(o.html for o in question.options))]
    assert [each for each in words if squeeze(each) not in read_pack(False)] == []


def test_every_step_of_a_story_is_in_the_pack_and_says_where_to_go_on(course: Course):
    scenario = list_scenarios(course)[0]
    places = {step.key: place for place, step in enumerate(scenario.steps, 1)}
    told = [
        squeeze(f"{choice.html}Go to step {places[choice.leads_to]}")
        for step in scenario.steps
        for choice in step.choices
    ]
    assert [step.title for step in scenario.steps if squeeze(step.title) not in read_pack(False)] == []
    assert [each for each in told if each not in read_pack(False)] == []


def test_every_fact_that_the_course_uses_is_in_the_pack_with_its_source():
    catalogue = load_courses()
    uses = find_uses(read_sources(COURSES)[0], catalogue)
    used = [key for key, places in uses.items() if any(f"/{KEY}/" in use.where for use in places)]
    facts = [catalogue.facts.published(key) for key in used]
    assert facts
    missing = [fact.key for fact in facts if squeeze(f"{fact.source}:") not in read_pack(False)]
    assert missing + [fact.key for fact in facts if squeeze(fact.value) not in read_pack(False)] == []


def test_the_pack_begins_with_the_note_on_what_it_is_about(course: Course):
    with pymupdf.open(stream=print_pack(False), filetype="pdf") as pdf:
        assert squeeze(course.content_note) in squeeze(pdf[0].get_text())


def test_the_learners_pack_has_no_answers(course: Course):
    assert [told for told in list_feedback(course) if told in read_pack(False)] == []
    assert "Forthetrainer" not in read_pack(False)


def test_the_trainers_pack_has_all_feedback(course: Course):
    assert [told for told in list_feedback(course) if told not in read_pack(True)] == []


def test_the_trainers_pack_says_what_is_right(course: Course):
    question = course.quizzes[-1].questions[0]
    right = chr(ord("A") + [option.is_correct for option in question.options].index(True))
    assert squeeze(f"{question.html} Right: {right}") in read_pack(True)


@pytest.mark.parametrize("with_answers", [False, True])
def test_a_pack_is_pdf_ua_1(with_answers: bool):
    report = page.validate_pdf_bytes(print_pack(with_answers), profile="ua1")
    assert [failure.message for failure in report.failures] == []


@pytest.mark.parametrize("with_answers", [False, True])
def test_a_pack_reads_well_aloud(with_answers: bool, tmp_path: Path):
    (tmp_path / "pack.pdf").write_bytes(print_pack(with_answers))
    findings = check(str(tmp_path / "pack.pdf")).sorted_findings()
    assert [finding.message for finding in findings] == []


def test_running_lines_are_no_part_of_what_is_read():
    with pikepdf.open(io.BytesIO(print_pack(False))) as pdf:
        operators = pikepdf.parse_content_stream(pdf.pages[1])
        marks = [str(operands[0]) for operands, operator in operators if str(operator) == "BMC"]
    assert marks.count("/Artifact") >= 2


def test_the_pages_of_the_contents_are_those_of_the_lessons(course: Course):
    with pymupdf.open(stream=print_pack(False), filetype="pdf") as pdf:
        contents = " ".join(pdf[0].get_text().split())
        for _, lesson in course.lessons:
            found = re.search(rf"{re.escape(lesson.title)}[ .]+(\d+)", contents)
            assert found
            assert squeeze(lesson.title) in squeeze(pdf[int(found[1]) - 1].get_text())


def test_the_command_writes_the_file_that_it_is_told(tmp_path: Path):
    target = tmp_path / "pack.pdf"
    settings = {"LMS_COURSES": str(ROOT / "tests" / "content")}
    result = CliRunner(env=settings).invoke(main, ["courses", "print", "first-steps", "--to", str(target)])
    assert result.exit_code == 0, result.output
    assert target.read_bytes().startswith(b"%PDF")


def test_a_course_that_does_not_exist_cannot_be_printed():
    with pytest.raises(NotFound):
        print_course(COURSES, "nonsense", "The partnership", TODAY, with_answers=False)


def test_a_course_with_errors_is_not_printed(tmp_path: Path):
    shutil.copytree(ROOT / "tests" / "content", tmp_path / "content")
    (tmp_path / "content" / "first-steps" / "course.yaml").write_text("title: Broken\n")
    with pytest.raises(BrokenCourse):
        print_course(tmp_path / "content", "first-steps", "The partnership", TODAY, with_answers=False)


def test_a_folder_that_does_not_exist_is_said_in_a_line(tmp_path: Path):
    target = str(tmp_path / "nowhere" / "pack.pdf")
    result = CliRunner().invoke(main, ["courses", "print", KEY, "--to", target])
    assert result.exit_code == 1
    assert "There is no folder" in result.output
