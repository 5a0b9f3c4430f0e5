"""What is drawn once and filled in for each reader is what Jinja would have drawn for that reader."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from flask import Flask, get_template_attribute

from lms.config import ROOT
from lms.courses.catalogue import load_catalogue
from lms.courses.model import Course
from lms.learning.asking import AskedQuestion
from lms.learning.drawn import draw_exercise, draw_question, draw_result
from lms.learning.lesson_page import list_parts
from lms.learning.models import Response
from lms.learning.responding import list_values
from lms.learning.results import build_results
from lms.learning.stencils import CUT, PLACE, POSITION, SUFFIX, TOKEN, Stencil
from tests.conftest import TODAY
from tests.learning.building import build_question, build_quiz_of

MARKS = {CUT, PLACE, SUFFIX, POSITION, TOKEN}


@pytest.fixture(scope="module")
def courses() -> list[Course]:
    """Every real course: together they have each kind of question and of exercise."""
    return load_catalogue(ROOT / "courses", TODAY.date())[0].list_courses()


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def ask(question, position: int, seed: int, values=None) -> AskedQuestion:
    options = random.Random(seed).sample(question.options, len(question.options))
    blank = list_values(question, [option.key for option in options], None)
    return AskedQuestion(position, question, options, blank if values is None else values, None)


def every_question(courses):
    return [question for course in courses for quiz in course.quizzes for question in quiz.questions]


@pytest.mark.parametrize(("position", "seed"), [(1, 1), (12, 2), (7, 3)])
def test_every_question_of_every_quiz(courses, position, seed):
    plain = get_template_attribute("learning/_question.html", "question")
    for question in every_question(courses):
        asked = ask(question, position, seed)
        assert draw_question(asked, 12) == plain(asked, 12)


def test_a_question_that_has_been_answered(courses):
    plain = get_template_attribute("learning/_question.html", "question")
    question = next(each for each in every_question(courses) if each.kind == "single")
    asked = ask(question, 3, 1, values=[question.options[1].key])
    assert " checked" in draw_question(asked, 12)
    assert draw_question(asked, 12) == plain(asked, 12)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_exercise_of_every_lesson(courses, seed):
    plain = get_template_attribute("learning/_exercise.html", "exercise")
    for course in courses:
        for module, lesson in course.lessons:
            address = f"/courses/{course.key}/{module.key}/{lesson.key}"
            for part in list_parts(lesson, frozenset(), {}, seed=seed):
                if part.kind not in ("words", "for"):
                    assert draw_exercise(part, address) == plain(part, address)


class Submitted:
    """An attempt as far as results need it: one question, answered."""

    def __init__(self, question, position: int, seed: int) -> None:
        chance = random.Random(seed)
        keys = chance.sample([option.key for option in question.options], len(question.options))
        chosen = list(question.right_response) if chance.random() < 0.5 else keys[:1]
        is_correct = chosen == list(question.right_response)
        self.responses = [
            Response(
                position=position, question=question.key, options=keys, chosen=chosen, is_correct=is_correct
            )
        ]


@pytest.mark.parametrize("seed", range(6))
def test_the_result_of_every_question(courses, seed):
    plain = get_template_attribute("learning/_result.html", "section")
    for course in courses:
        for quiz in course.quizzes:
            for question in quiz.questions:
                [result] = build_results(Submitted(question, 5, seed), quiz)
                assert draw_result(result) == plain(result)


@pytest.mark.parametrize("has_quiz", [True, False])
def test_the_result_of_a_question_that_was_edited_since(has_quiz):
    plain = get_template_attribute("learning/_result.html", "section")
    question = build_question("q", {"a"}, {"b", "c"})
    attempt = Submitted(question, 1, seed=1)
    attempt.responses[0].options = attempt.responses[0].chosen = ["gone", "b", "a"]
    [result] = build_results(attempt, build_quiz_of(question) if has_quiz else None)
    assert "no longer" in draw_result(result)
    assert draw_result(result) == plain(result)


def test_no_mark_is_left_on_a_page(courses):
    question = next(each for each in every_question(courses) if each.kind == "scene")
    assert not MARKS & set(draw_question(ask(question, 1, 1), 12))


def test_a_question_that_was_edited_is_drawn_anew():
    before, after = build_question("q", {"a"}, {"b"}), build_question("q", {"c"}, {"b"})
    draw_question(ask(before, 1, 1), 12)
    assert 'value="c"' in draw_question(ask(after, 1, 1), 12)


def test_options_come_in_the_order_asked_for():
    stencil = Stencil(f"<ul>{CUT}<li>a</li>{CUT}<li>b</li>{CUT}</ul>", ["a", "b"])
    assert stencil.fill(["b", "a"], {}) == "<ul><li>b</li><li>a</li></ul>"


def test_an_option_is_numbered_by_its_place():
    stencil = Stencil(f"{CUT}a{PLACE}{SUFFIX} {CUT}b{PLACE}{SUFFIX} {CUT}", ["a", "b"])
    assert stencil.fill(["b", "a"], {}) == "b1 a2-2 "


def test_a_cut_without_its_list_is_refused():
    with pytest.raises(ValueError, match="no list"):
        Stencil(f"{CUT}a{CUT}b", ["a", "b"])
