"""Checks, scenes and scenarios in a lesson: feedback at once, every choice kept, nothing scored."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from lms.accounts.models import Duty
from lms.extensions import db
from lms.learning.lesson_page import list_offered
from lms.learning.models import Attempt
from lms.learning.practice_models import Practice, PracticeChoice, Verdict
from lms.learning.readers import choose_setting
from tests.learning.building import build_question
from tests.learning.journey import complete_by_rules
from tests.pages import Browser, Page

CALL = "/courses/first-steps/acting/the-call"


@pytest.fixture
def learner(alices: Browser, enrolment: object) -> Browser:
    return alices


def send(learner: Browser, exercise: str, status: int = 200, **fields: object) -> Page:
    """Send what is chosen in one exercise of the lesson; `chosen` is its field."""
    path = f"{CALL}/practice/{exercise}"
    page = learner.get(f"{CALL}?again={exercise}")
    chosen = fields.pop("chosen", None)
    return learner.send(page, form=path, status=status, **{f"chosen-{exercise}": chosen}, **fields)


def kept(exercise: str) -> list[tuple[str, str | None, Verdict]]:
    rows = db.session.scalars(
        select(PracticeChoice)
        .join(PracticeChoice.practice)
        .where(Practice.exercise == exercise)
        .order_by(Practice.number, PracticeChoice.position)
    )
    return [(row.item, row.choice, row.verdict) for row in rows]


def test_a_check_says_at_once_what_is_right_and_why(learner: Browser):
    assert "Do not wait." not in learner.get(CALL).text
    page = send(learner, "danger", chosen="nobody")
    assert "Not right" in page.text
    assert "Do not wait." in page.text
    assert "right, but you did not choose it" in page.text


def test_what_a_scene_hides_is_not_told_before_it_is_answered(learner: Browser):
    page = learner.get(CALL)
    assert "a sign" not in page.text.replace("could be a sign", "")
    assert "app-scene__region--" not in page.html


def test_a_scene_says_what_was_found_and_what_was_missed(learner: Browser):
    page = send(learner, "door", chosen=["lock", "milk"])
    assert "You found 1 of 2 signs, and took 1 thing for a sign that is not." in page.text
    assert "A covered window (a sign: you missed it)" in page.text


def test_what_was_missed_in_a_scene_is_kept_for_each_sign(learner: Browser):
    send(learner, "door", chosen=["lock", "milk"])
    assert kept("door") == [
        ("lock", None, Verdict.FOUND),
        ("window", None, Verdict.MISSED),
        ("milk", None, Verdict.MISTAKEN),
    ]


def test_every_decision_of_a_scenario_is_kept(learner: Browser):
    send(learner, "neighbour", chosen="ask-him")
    page = learner.get(CALL)
    page = learner.send(page, form=f"{CALL}/practice/neighbour", **{"chosen-neighbour": "leave"})
    assert "One of your decisions or more was unsafe." in page.text
    assert kept("neighbour") == [("stairs", "ask-him", Verdict.UNSAFE), ("man", "leave", Verdict.BEST)]


def test_a_scenario_goes_on_where_it_was_left(learner: Browser):
    send(learner, "neighbour", chosen="greet")
    page = learner.get(CALL)
    assert "You decided: Greet her when she is alone" in page.text
    assert "She says that she is not allowed to go out." in page.text


def test_a_scenario_can_be_gone_through_again(learner: Browser):
    send(learner, "neighbour", chosen="greet")
    page = send(learner, "neighbour", chosen="ask-him")
    assert "You decided: Ask the man what is wrong" in page.text
    numbers = db.session.scalars(select(Practice.number).where(Practice.exercise == "neighbour")).all()
    assert sorted(numbers) == [1, 2]


def test_a_second_tab_that_decides_late_is_shown_where_the_story_is(learner: Browser):
    send(learner, "neighbour", chosen="greet")
    first, second = learner.get(CALL), learner.get(CALL)
    path = f"{CALL}/practice/neighbour"
    learner.send(first, form=path, **{"chosen-neighbour": "call"})
    page = learner.send(second, form=path, status=422, **{"chosen-neighbour": "wait"})
    assert "The story has moved on since this page was shown" in page.text
    assert len(kept("neighbour")) == 2


def test_an_order_and_a_match_are_answered_with_lists_to_choose_from(learner: Browser):
    path = f"{CALL}/practice/helps"
    page = learner.send(learner.get(CALL), form=path, **{"chosen-helps": ["children", "police"]})
    assert "Each has its own number." in page.text
    assert kept("helps") == [("child", "children", Verdict.FOUND), ("any", "police", Verdict.FOUND)]


@pytest.mark.parametrize(
    ("exercise", "message"),
    [
        ("danger", "Select one option"),
        ("door", "Select at least one thing in the picture"),
        ("neighbour", "Select what you would do"),
    ],
)
def test_sending_nothing_is_said_beside_the_field_and_keeps_nothing(
    learner: Browser, exercise: str, message: str
):
    page = send(learner, exercise, status=422)
    assert message in page.text
    assert page.title.startswith("Error: ")
    assert kept(exercise) == []


def test_an_option_that_is_not_offered_is_refused(learner: Browser):
    send(learner, "danger", status=422, chosen="everybody")
    assert kept("danger") == []


def test_an_exercise_that_there_is_not_is_not_found(learner: Browser):
    assert learner.post(f"{CALL}/practice/nothing").status_code == 404


@pytest.mark.parametrize(("step", "choice"), [("stairs", "call"), ("garden", "greet")])
def test_who_decides_what_the_story_no_longer_offers_is_shown_where_it_is(
    learner: Browser, step: str, choice: str
):
    sent = learner.post(f"{CALL}/practice/neighbour", step=step, **{"chosen-neighbour": choice})
    assert sent.status_code == 422
    assert "The story has moved on since this page was shown" in sent.text
    assert kept("neighbour") == []


def test_however_often_somebody_practises_the_first_and_the_last_time_are_kept(learner: Browser):
    for option in ("nobody", "emergency", "nobody", "emergency"):
        send(learner, "danger", chosen=option)
    numbers = db.session.scalars(select(Practice.number).where(Practice.exercise == "danger")).all()
    assert sorted(numbers) == [1, 4]
    assert len(kept("danger")) == 2 * len({item for item, _, _ in kept("danger")})


def test_practice_is_neither_an_attempt_nor_progress(learner: Browser):
    send(learner, "danger", chosen="emergency")
    assert db.session.scalars(select(Attempt)).all() == []
    assert "0 of 5 steps of the course done" in learner.get(CALL).text


def test_practice_stays_open_after_completion(learner: Browser, cast, course):
    complete_by_rules(cast.alice, course)
    db.session.commit()
    assert "Right" in send(learner, "danger", chosen="emergency").text


def test_what_a_stranger_did_is_not_shown(learner: Browser, app, cast):
    send(learner, "danger", chosen="nobody")
    other = Browser(app).sign_in_as(cast.una)
    other.send(other.get("/courses/first-steps"), form="/courses/first-steps/start")
    assert "Do not wait." not in other.get(CALL).text


def open_blocks(page: Page) -> list[bool]:
    return [
        node.get("open") is not None
        for node in page.main.iter()
        if str(node.tag).endswith("details") and "app-for" in (node.get("class") or "")
    ]


def test_a_block_for_a_route_is_open_by_the_organisations_record(learner: Browser, cast):
    assert open_blocks(learner.get(CALL)) == [False, True]
    cast.council.first_responder = Duty.YES
    db.session.commit()
    assert open_blocks(learner.get(CALL)) == [False, False]


def test_a_block_for_a_setting_is_open_for_those_who_chose_it(learner: Browser, cast):
    choose_setting(cast.alice, "housing")
    db.session.commit()
    assert open_blocks(learner.get(CALL))[0] is True


def test_where_one_works_is_chosen_on_the_account(learner: Browser):
    page = learner.send(learner.get("/account/setting"), setting="housing")
    assert "Where you work Chosen by you" in page.text
    page = learner.send(learner.get("/account/setting"), setting="")
    assert "Goes by your organisation" in page.text


def test_few_queries_show_a_lesson_full_of_exercises(learner: Browser, queries):
    learner.get(CALL)
    queries.clear()
    learner.get(CALL)
    assert len(queries) == 4


def test_every_order_of_the_options_is_shown_to_somebody():
    question = build_question("q", {"aa"}, {"bb", "cc"})
    assert len({tuple(list_offered(question, seed)) for seed in range(200)}) == 6
