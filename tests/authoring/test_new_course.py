"""A new course is whole from the first minute, and never takes the place of another."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from click.testing import CliRunner

from lms.authoring.new_course import write_course
from lms.cli import main
from lms.config import ROOT
from lms.courses.catalogue import load_catalogue
from lms.courses.check import check_courses
from lms.errors import InvalidInput

TODAY = date(2026, 11, 25)


@pytest.fixture
def courses(tmp_path):
    shutil.copy(ROOT / "tests" / "content" / "facts.yaml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "title", ["Car washes", 'A "new" course: #1', "Ŵyneb – yes", "{curly}", "on", "2026"]
)
def test_a_new_course_passes_the_whole_check(courses, title):
    write_course(courses, "my-course", title, "Pat", TODAY)
    problems = check_courses(courses / "my-course", TODAY)
    assert [problem for problem in problems if not problem.is_awaiting_sign_off] == []


def test_it_has_the_title_and_owner_that_were_given(courses):
    write_course(courses, "my-course", 'A "new" course: #1', "Pat: lead", TODAY)
    course = load_catalogue(courses, TODAY)[0].get_course("my-course")
    assert (course.title, course.owner) == ('A "new" course: #1', "Pat: lead")


def test_it_shows_each_element(courses):
    write_course(courses, "my-course", "New", "Pat", TODAY)
    course = load_catalogue(courses, TODAY)[0].get_course("my-course")
    kinds = {type(part).__name__ for _, lesson in course.lessons for part in lesson.parts}
    assert course.final_quiz
    assert course.survey
    assert kinds == {"Words", "ForBlock", "Check", "Scene", "Scenario"}
    assert {question.kind for quiz in course.quizzes for question in quiz.questions} == {
        "single",
        "order",
        "match",
    }


def test_its_words_state_the_minutes_of_its_front_matter(courses):
    write_course(courses, "my-course", "New", "Pat", TODAY)
    course = load_catalogue(courses, TODAY)[0].get_course("my-course")
    assert f"about {course.minutes} minutes" in (course.content_note or "")


def test_its_order_passes_on_what_was_noted_before(courses):
    write_course(courses, "my-course", "New", "Pat", TODAY)
    quiz = load_catalogue(courses, TODAY)[0].get_course("my-course").get_quiz("first-steps/quiz")
    order = next(question for question in quiz.questions if question.kind == "order")
    assert [option.html.split()[0] for option in order.options] == ["Make", "Write", "Pass"]


def test_it_is_due_in_a_year_even_from_a_leap_day(courses):
    write_course(courses, "my-course", "New", "Pat", date(2028, 2, 29))
    assert load_catalogue(courses, TODAY)[0].get_course("my-course").review_by == date(2029, 2, 28)


def test_nothing_is_overwritten(courses):
    (courses / "my-course").mkdir()
    with pytest.raises(InvalidInput, match="is there already"):
        write_course(courses, "my-course", "New", "Pat", TODAY)
    assert list((courses / "my-course").iterdir()) == []


@pytest.mark.parametrize("key", ["My-Course", "../up", "a b", "", "-a"])
def test_a_key_has_only_letters_digits_and_hyphens(courses, key):
    with pytest.raises(InvalidInput, match="cannot be a key"):
        write_course(courses, key, "New", "Pat", TODAY)


def test_the_command_says_what_it_wrote(courses, monkeypatch):
    monkeypatch.setenv("LMS_COURSES", str(courses))
    result = CliRunner().invoke(main, ["courses", "new", "my-course", "--title", "New"])
    assert f"Written: {courses}/my-course/course.yaml" in result.output
    assert CliRunner().invoke(main, ["courses", "new", "my-course", "--title", "New"]).exit_code == 1
