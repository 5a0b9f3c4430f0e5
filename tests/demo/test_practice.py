"""Fictional people practise as real ones could, so that the page on what people miss can be seen full."""

from __future__ import annotations

from collections import defaultdict

from lms.courses import live
from lms.courses.exercises import Scenario
from lms.demo.fill import Summary
from lms.learning.practice_models import Practice, PracticeChoice
from lms.learning.practising import Marked, retell
from lms.reporting.practice import list_slips
from tests.demo.conftest import rows_of


def test_every_exercise_is_practised(filled: Summary):
    course = live.catalogue().get_course("first-steps")
    exercises = {exercise.key for _, lesson in course.lessons for exercise in lesson.exercises}
    assert {row["exercise"] for row in rows_of(Practice)} == exercises


def test_some_signs_are_missed_and_some_decisions_are_unsafe(filled: Summary):
    slips = list_slips(live.catalogue().get_course("first-steps"))
    assert slips.missed
    assert slips.mistaken
    assert slips.unsafe


def test_every_scenario_is_gone_through_to_an_ending(filled: Summary):
    scenario = live.catalogue().get_course("first-steps").get_lesson("acting", "the-call").exercises[2]
    assert isinstance(scenario, Scenario)
    made: dict[int, list[Marked]] = defaultdict(list)
    own = {row["id"] for row in rows_of(Practice) if row["exercise"] == scenario.key}
    for row in sorted(rows_of(PracticeChoice), key=lambda row: row["position"]):
        made[row["practice_id"]].append((row["item"], row["choice"], row["verdict"]))
    stories = [retell(scenario, made[practice]) for practice in own]
    assert stories
    assert all(story is not None and story.is_over for story in stories)
