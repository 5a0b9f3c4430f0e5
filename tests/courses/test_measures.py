"""Minutes are counted by the same rules for every course, and what is hard to read is named."""

from __future__ import annotations

import pytest

from lms.config import ROOT
from lms.courses.check import check_courses
from lms.courses.facts import Facts
from lms.courses.loader import load_facts_file
from lms.courses.measure_checks import check_measures
from lms.courses.measures import EXERCISE_MINUTES, measure_lesson, measure_quiz
from lms.courses.model import Problem
from lms.courses.sources import read_sources
from tests.courses.conftest import TODAY, CoursesFolder

VAN = "small/01-looking/02-a-van.md"
FRONT = "---\ntitle: A van\nminutes: 1\n---\n"
CHECK = "::: check Who helps? {#who}\n- [ ] Nobody at all in town\n  > No.\n- [x] We\n  > Yes.\n:::\n"
ORDER = "::: check In which order? {#first}\n1. A\n  > x\n2. B\n  > x\n3. C\n  > x\n:::\n"
SCENE = '::: scene What is it? {#it}\n![A](a.svg)\n\n- [x] A {at="1 2 3 4"}\n  > b\n:::\n'
SCENARIO = "::: scenario The door {#door}\n### One {#one}\nWords and words.\n:::\n"
HARD = (
    "Notwithstanding considerations of organisational accountability, participating professionals "
    "communicate identifiable irregularities to appropriate safeguarding representatives. "
)


def minutes(body: str) -> float:
    return measure_lesson(FRONT + body, Facts()).minutes


def found(folder: CoursesFolder, path: str) -> list[Problem]:
    return [each for each in check_courses(folder.path, TODAY) if each.path == f"courses/{path}"]


def test_two_hundred_words_take_a_minute():
    assert minutes("word " * 200) == 1.0


@pytest.mark.parametrize(
    ("body", "kind"), [(CHECK, "check"), (ORDER, "order"), (SCENE, "scene"), (SCENARIO, "scenario")]
)
def test_an_exercise_has_its_own_time_whatever_its_words(body: str, kind: str):
    assert minutes(body) == EXERCISE_MINUTES[kind]


def test_of_blocks_for_different_readers_one_is_read():
    blocks = "::: for housing\n" + "word " * 100 + "\n:::\n::: for health\n" + "word " * 200 + "\n:::\n"
    assert minutes(blocks) == 1.0


def test_a_quiz_takes_as_long_as_the_questions_of_one_attempt():
    question = "## Who? {{#q{}}}\n- [x] A\n  > a\n- [ ] B\n  > b\n"
    text = "---\ntitle: Q\ndraw: 5\n---\n" + "".join(question.format(number) for number in range(10))
    assert measure_quiz(text, Facts()).minutes == pytest.approx(5 * EXERCISE_MINUTES["question"])


def test_a_lesson_that_is_more_than_a_minute_off_is_named(folder: CoursesFolder):
    folder.write(VAN, FRONT + "word " * 500)
    problem = found(folder, VAN)[0]
    assert (problem.line, problem.severity) == (3, "warning")
    assert problem.message == "minutes is 1, but it takes 2.5 minutes (500 words to read)"
    assert problem.mend.startswith("write 2, or")


def test_a_course_that_is_off_is_named_with_its_sum(folder: CoursesFolder):
    folder.change("small/course.yaml", "minutes: 2", "minutes: 20")
    problem = found(folder, "small/course.yaml")[0]
    assert problem.line == 5
    assert problem.message.startswith("minutes is 20, but its lessons and quizzes take 1.")


def test_a_text_for_lawyers_is_an_error_with_its_longest_sentence(folder: CoursesFolder):
    folder.write(VAN, FRONT + f"A van.\n\n{HARD * 5}\n")
    problem = found(folder, VAN)[0]
    assert (problem.line, problem.severity) == (7, "error")
    assert "line 7 (14 words)" in problem.mend
    assert "'organisational'" in problem.mend


def test_a_text_a_little_too_hard_is_a_warning(folder: CoursesFolder):
    text = "The manager keeps every passport in a locked drawer and never gives them back to the workers. "
    folder.write(VAN, FRONT + text * 5)
    problem = found(folder, VAN)[0]
    assert "hard to read" in problem.message
    assert problem.severity == "warning"


def test_a_few_words_are_not_judged(folder: CoursesFolder):
    folder.write(VAN, FRONT + HARD)
    assert found(folder, VAN) == []


def test_a_hard_text_is_still_served(folder: CoursesFolder):
    folder.write(VAN, FRONT + HARD * 5)
    assert folder.course().key == "small"


def test_the_real_courses_are_easy_to_read_and_honest_about_their_minutes():
    sources, _ = read_sources(ROOT / "courses")
    assert check_measures(sources, load_facts_file(sources)[0]) == []
