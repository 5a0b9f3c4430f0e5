"""What people miss in scenes and decide in scenarios, for those who improve the courses."""

from __future__ import annotations

from itertools import count

import pytest

from lms.courses import live
from lms.courses.exercises import Scenario, Scene
from lms.extensions import db
from lms.learning import enrolments, practices
from tests.cast import Cast, make_person
from tests.pages import Browser

LESSON = "acting/the-call"
_NUMBERS = count(1)


def practise(people: int, found: list[str], decision: str = "greet") -> None:
    """So many new people find these things in the scene, and begin the scenario with this decision."""
    course = live.catalogue().get_course("first-steps")
    page = course.get_lesson("acting", "the-call")
    scene, scenario = page.get_exercise("door"), page.get_exercise("neighbour")
    assert isinstance(scene, Scene)
    assert isinstance(scenario, Scenario)
    for _ in range(people):
        person = make_person(f"Pat{next(_NUMBERS)} Example")
        enrolment = enrolments.enrol(person, course)
        practices.answer(enrolment, course, LESSON, scene.question, found)
        practices.decide(enrolment, course, LESSON, scenario, "stairs", decision)
    db.session.commit()


@pytest.fixture
def coras(cast: Cast, browser: Browser) -> Browser:
    return browser.sign_in_as(cast.cora)


def test_signs_that_were_missed_come_with_their_share(coras: Browser):
    practise(4, ["lock", "window"])
    practise(2, ["lock", "milk"])
    text = coras.get("/reports/practice").text
    assert "A covered window The call 2 of 6 33%" in text
    assert "A milk bottle The call 2 of 6 33%" in text
    assert "A lock on the outside" not in text


def test_unsafe_decisions_come_with_their_step(coras: Browser):
    practise(3, ["lock"])
    practise(3, ["lock"], decision="ask-him")
    assert (
        "Ask the man what is wrong The call: On the stairs 3 of 6 50%" in coras.get("/reports/practice").text
    )


def test_what_fewer_than_five_people_did_is_left_out(coras: Browser):
    practise(4, ["milk"])
    assert "Nothing to show yet." in coras.get("/reports/practice").text


def test_only_the_first_time_counts(cast: Cast, coras: Browser):
    practise(5, ["lock", "window"])
    course = live.catalogue().get_course("first-steps")
    scene = course.get_lesson("acting", "the-call").get_exercise("door")
    enrolment = enrolments.enrol(cast.alice, course)
    assert isinstance(scene, Scene)
    practices.answer(enrolment, course, LESSON, scene.question, ["lock", "window"])
    practices.answer(enrolment, course, LESSON, scene.question, ["milk"])
    db.session.commit()
    assert "Nothing to show yet." in coras.get("/reports/practice").text
