from __future__ import annotations

from lms.courses.exercises import Scenario
from tests.courses.conftest import CoursesFolder

VAN = "small/01-looking/02-a-van.md"
SCENARIO = """\
---
title: A van
minutes: 1
---
::: scenario The van {#van}
### In the street {#street}
A van stops.

- [Write down what you saw,
  and tell your lead](#told) {best}
  > Yes.
- [Follow it](#told)
  {unsafe}
  > No.

### At work {#told}
Your lead thanks you.
:::
"""


def test_a_choice_may_run_over_two_lines(folder: CoursesFolder):
    folder.write(VAN, SCENARIO)
    scenario = folder.course().get_lesson("looking", "a-van").get_exercise("van")
    assert isinstance(scenario, Scenario)
    assert [choice.html for choice in scenario.first.choices] == [
        "Write down what you saw, and tell your lead",
        "Follow it",
    ]


def test_a_choice_that_cannot_be_read_is_named_with_its_line(folder: CoursesFolder):
    folder.write(VAN, SCENARIO.replace("lead](#told)", "lead"))
    assert (9, "this choice cannot be read") in {(p.line, p.message) for p in folder.problems()}


def test_a_choice_before_the_first_step_is_a_problem(folder: CoursesFolder):
    folder.write(VAN, SCENARIO.replace("### In the street {#street}\n", ""))
    assert (8, "this choice belongs to no step") in {(p.line, p.message) for p in folder.problems()}
