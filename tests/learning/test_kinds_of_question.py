"""An order, a match and a scene: asked without JavaScript, kept, marked and explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from lms.extensions import db
from lms.learning.attempts import is_current
from lms.learning.models import Attempt, Enrolment, Response
from tests.learning.building import build_match, build_order, build_quiz_of
from tests.pages import Browser, Page

QUIZ = "/courses/first-steps/looking/quiz"
OLD = "## Where was the lock? {#lock}"
NEW = """## Put these in order {#steps}

1. Make sure that nobody is in danger {#danger}
   > First things first.
2. Tell somebody {#tell}
   > Then tell.
3. Write it down {#write}
   > And write.

## Whom do you turn to? {#whom}

| Concern | Whom |
| --- | --- |
| A child at risk {#child} | Children's services {#services} |
| Danger now {#now} | The emergency number {#emergency} |
| A fire {#fire} | The emergency number {#emergency} |

> Keep these at hand.

## What here could be a sign? {#scene}

![A door with a lock](../pictures/door.svg)

- [x] A lock on the outside {#outside at="10 10 60 60"}
  > It can be.
- [ ] A doormat {#mat at="100 10 60 60"}
  > Every door has one.

"""


@dataclass
class Asked:
    """The page of the quiz in Alice's browser, and where on it the questions are."""

    browser: Browser
    page: Page
    attempt: Attempt

    def send(self, status: int = 200, **changes: list[str]) -> Page:
        """Submit the page with these values, by the keys of questions; the others are answered rightly."""
        right = {
            "steps": self.places("danger", "tell", "write"),
            "whom": ["services", "emergency", "emergency"],
            "scene": ["outside"],
            "lock": ["outside"],
            "note": ["van", "time"],
            "prove": ["nothing"],
        }
        sent = {self.name(key): values for key, values in (right | changes).items()}
        return self.browser.send(self.page, status=status, **sent)

    def name(self, question: str) -> str:
        return next(f"q{each.position}" for each in self.attempt.responses if each.question == question)

    def places(self, *keys: str) -> list[str]:
        """The numbers that put these items in this order, as they stand on the page; others stay empty."""
        shown = next(each.options for each in self.attempt.responses if each.question == "steps")
        return [str(keys.index(key) + 1) if key in keys else "" for key in shown]

    def kept(self, question: str) -> list[str] | None:
        return next(each.chosen for each in self.attempt.responses if each.question == question)


@pytest.fixture
def asked(edited: Callable[..., Browser], course: object, enrolment: Enrolment) -> Asked:
    browser = edited("*looking/quiz.md", OLD, NEW + OLD)
    page = browser.send(browser.get(QUIZ))
    return Asked(browser, page, db.session.scalars(select(Attempt)).one())


def test_right_responses_of_every_kind_earn_every_mark(asked):
    page = asked.send()
    assert "You got 6 of 6 right." in page.text


def test_an_order_is_kept_in_the_order_given(asked):
    asked.send(steps=asked.places("write", "danger", "tell"))
    assert asked.kept("steps") == ["write", "danger", "tell"]


def test_a_wrong_order_shows_the_right_one_and_why(asked):
    page = asked.send(steps=asked.places("write", "tell", "danger"))
    assert "Make sure that nobody is in danger (you put here: Write it down) First things first." in page.text
    assert "Tell somebody (you put this here: right)" in page.text


def test_the_same_number_twice_is_told_and_what_was_chosen_stays(asked):
    page = asked.send(steps=["1", "1", "2"], status=422)
    (message,) = page.errors
    assert message.endswith("give each one a different number: 1 is there twice")
    chosen = [each.get("value") for each in page.main.iter() if each.get("selected") is not None]
    assert sorted(each for each in chosen if each.isdigit()) == ["1", "1", "2"]
    assert asked.kept("steps") is None
    assert asked.kept("scene") == ["outside"]


def test_half_an_order_is_kept_and_told(asked):
    page = asked.send(steps=asked.places("danger"), status=422)
    assert page.errors == [f"Question {asked.name('steps')[1:]} is answered only in part"]
    assert asked.kept("steps") == ["danger", "", ""]


def test_a_match_is_kept_row_by_row(asked):
    asked.send(whom=["emergency", "emergency", "services"])
    assert asked.kept("whom") == ["emergency", "emergency", "services"]


def test_a_wrong_match_shows_the_right_one_and_why(asked):
    page = asked.send(whom=["emergency", "emergency", "emergency"])
    assert "A child at risk: Children's services (you chose here: The emergency number)" in page.text
    assert "Keep these at hand." in page.text


def test_half_a_match_is_not_submitted(asked):
    page = asked.send(whom=["services", "", ""], status=422)
    assert "is answered only in part" in page.errors[0]


def test_a_scene_shows_its_picture_with_words_and_a_list(asked):
    assert "A door with a lock" in [each.get("alt") for each in asked.page.main.iter()]
    assert "A lock on the outside" in asked.page.text


def test_ticking_everything_in_a_scene_earns_nothing(asked):
    assert "You got 5 of 6 right." in asked.send(scene=["outside", "mat"]).text


def test_any_edit_of_a_quiz_makes_an_open_attempt_with_a_match_start_afresh():
    attempt = Attempt(revision="before", responses=[Response(question="match", options=["a", "b"])])
    assert not is_current(attempt, build_quiz_of(build_match("match", "ab")))


def test_an_order_is_still_asked_after_an_edit_of_other_questions():
    attempt = Attempt(revision="before", responses=[Response(question="order", options=["b", "a"])])
    assert is_current(attempt, build_quiz_of(build_order("order", "ab")))
