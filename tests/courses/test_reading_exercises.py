"""Checks, scenes, scenarios and blocks for some readers, as an author writes them."""

from __future__ import annotations

import pytest

from lms.courses.exercises import Check, ForBlock, Scenario, Scene
from lms.courses.model import Lesson
from lms.courses.questions import Region
from tests.courses.conftest import CoursesFolder

VAN = "small/01-looking/02-a-van.md"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 500"><title>Yard</title></svg>\n'

FOR = """\
::: for housing, first-responder
A tenant may ring you.
:::
"""

CHECK = """\
::: check Whom do you call? {#whom}
It is night.

- [x] The helpline {#helpline}
  > Yes: {{ fact.helpline }}.
- [ ] Nobody {#nobody}
  > Somebody has to know.
:::
"""

SCENE = """\
::: scene What in this yard could be a sign? {#yard}
A yard.

![A drawing of a yard](../pictures/yard.svg)

- [x] Mattresses in the van {#mattresses at="100 100 120 80"}
  > It can be one.
- [ ] A red door {#door at="300 100 80 80"}
  > A door is a door.
:::
"""

SCENARIO = """\
::: scenario The yard at five {#yard-at-five}
An invented yard.

### At the gate {#gate}
Six people get out.

- [Note the time and the van](#noted) {best #note}
  > You can pass it on.
- [Ask the driver who they are](#driver) {unsafe}
  > It warns him.

### You noted it {#noted}
The helpline thanks you.

### The driver {#driver}
He drives off.

- [Call the helpline now](#noted) {best}
  > Better late.
- [Leave it](#noted) {acceptable}
  > You can still call tomorrow.
:::
"""


@pytest.fixture
def lesson(folder: CoursesFolder) -> Lesson:
    folder.write("small/pictures/yard.svg", PICTURE)
    folder.change(VAN, "A van.\n", f"A van.\n\n{FOR}\n{CHECK}\n{SCENE}\n{SCENARIO}")
    assert folder.problems() == []
    return folder.course().get_lesson("looking", "a-van")


def test_the_parts_of_a_lesson_come_in_the_order_of_the_file(lesson: Lesson):
    assert [type(part) for part in lesson.parts[1:5]] == [ForBlock, Check, Scene, Scenario]


def test_a_block_names_its_readers(lesson: Lesson):
    (block,) = [part for part in lesson.parts if isinstance(part, ForBlock)]
    assert block.audiences == ("housing", "first-responder")
    assert block.title.startswith("If your organisation is a first responder organisation")


def test_a_check_is_a_question_with_its_context(lesson: Lesson):
    check = lesson.get_exercise("whom")
    assert isinstance(check, Check)
    assert check.question.body_html == '<p class="govuk-body">It is night.</p>'
    assert check.question.correct_keys == {"helpline"}


def test_a_scene_has_its_picture_and_a_region_for_each_thing(lesson: Lesson):
    scene = lesson.get_exercise("yard")
    assert isinstance(scene, Scene)
    assert scene.question.drawing is not None
    assert (scene.question.drawing.width, scene.question.drawing.height) == (800, 500)
    assert [option.region for option in scene.question.options] == [
        Region(100, 100, 120, 80),
        Region(300, 100, 80, 80),
    ]
    assert "<img" not in scene.question.body_html


def test_a_scenario_leads_from_step_to_step(lesson: Lesson):
    scenario = lesson.get_exercise("yard-at-five")
    assert isinstance(scenario, Scenario)
    assert [choice.leads_to for choice in scenario.first.choices] == ["noted", "driver"]
    assert [choice.rating for choice in scenario.first.choices] == ["best", "unsafe"]
    assert scenario.get_step("noted").is_ending


SLIPS = [
    (FOR, "housing,", "housinng,", "unknown audience 'housinng'", 0),
    (CHECK, " {#whom}", "", "the check has no key", 0),
    (CHECK, "[x]", "[ ]", "no option is right", 0),
    (CHECK, "  > Somebody has to know.\n", "", "the option has no feedback", 5),
    (CHECK, "- [ ] Nobody {#nobody}\n  > Somebody has to know.\n", "", "fewer than two options", 0),
    (SCENE, ' at="300 100 80 80"', "", "this option has no region in the picture", 7),
    (SCENE, "300 100 80 80", "300 100 80", "the region '300 100 80' cannot be read", 7),
    (SCENE, "300 100 80 80", "790 100 80 80", "this region leaves the picture", 7),
    (SCENE, "300 100 80 80", "300 100 8 80", "this region is too small for a finger", 7),
    (SCENE, "300 100 80 80", "150 120 80 80", "this region overlaps another", 7),
    (SCENE, "../pictures/yard.svg", "../pictures/yrd.svg", "there is no picture '../pictures/yrd.svg'", 3),
    (SCENE, "![A drawing of a yard](../pictures/yard.svg)\n", "", "the scene has no picture", 0),
    (SCENE, "![A drawing of a yard]", "![]", "the picture has no text alternative", 3),
    (SCENE, "../pictures/yard.svg", "../pictures/door.svg", "this region leaves the picture", 5),
    (SCENARIO, "(#driver) {unsafe}", "(#drivr) {unsafe}", "there is no step 'drivr' in this scenario", 8),
    (SCENARIO, " {unsafe}", " {dangerous}", "'dangerous' in braces is not understood", 8),
    (SCENARIO, " {unsafe}", "", "this choice is not marked", 8),
    (SCENARIO, "(#noted) {acceptable}", "(#gate) {acceptable}", "leads back to where the reader was", 19),
    (SCENARIO, "{best #note}", "{unsafe #note}", "no choice is best", 3),
    (SCENARIO, "Six people get out.\n", "", "this step says nothing", 3),
    (
        SCENARIO,
        "### You noted it {#noted}",
        "### You noted it {#driver}",
        "the key 'driver' is used twice",
        14,
    ),
    (SCENARIO, "{#noted}\nThe", "{#nted}\nThe", "nothing leads to the step 'nted'", 11),
    (SCENARIO, "### The driver", "## The driver", "a step is a level-3 heading", 14),
]


@pytest.mark.parametrize(("block", "old", "new", "message", "row"), SLIPS)
def test_a_slip_in_an_exercise_is_named_with_its_line(
    folder: CoursesFolder, block: str, old: str, new: str, message: str, row: int
):
    folder.write("small/pictures/yard.svg", PICTURE)
    assert old in block
    folder.change(VAN, "A van.\n", f"A van.\n\n{block.replace(old, new, 1)}")
    found = [(problem.line - 7, problem.message) for problem in folder.problems()]
    assert any(line == row and message in text for line, text in found), found


def test_a_phone_number_in_a_choice_is_a_warning(folder: CoursesFolder):
    scenario = SCENARIO.replace("[Note the time", "[Call {{ fact.helpline }}, note the time")
    folder.change(VAN, "A van.\n", f"A van.\n\n{scenario}")
    assert [problem.severity for problem in folder.problems()] == ["warning"]


ORDER = """\
## What comes first? {#first}

1. Get to safety {#safe}
   > First of all.
2. Call {#call}
   > Then.
3. Write it down {#write}
   > While you remember.
"""

MATCH = """\
## Who helps whom? {#helps}

| Whom | Who |
| --- | --- |
| A child | Children's services |
| An adult | Adult services |
| Anybody in danger | The police |

> Each has its own number.
"""


def test_a_numbered_list_is_an_order(folder: CoursesFolder):
    folder.change("small/quiz.md", "## Whom", f"{ORDER}\n## Whom")
    question = folder.course().get_quiz("quiz").questions[0]
    assert (question.kind, question.right_response) == ("order", ("safe", "call", "write"))


def test_a_table_is_a_match(folder: CoursesFolder):
    folder.change("small/quiz.md", "## Whom", f"{MATCH}\n## Whom")
    question = folder.course().get_quiz("quiz").questions[0]
    assert question.kind == "match"
    assert [prompt.html for prompt in question.prompts] == ["A child", "An adult", "Anybody in danger"]
    assert len(question.options) == 3


@pytest.mark.parametrize(
    ("block", "old", "new", "message"),
    [
        (ORDER, "3. Write it down {#write}\n   > While you remember.\n", "", "fewer than three steps"),
        (ORDER, "3. Write", "- Write", "this list item has no number"),
        (MATCH, "| An adult | Adult services |", "| An adult |", "this row has 1 columns"),
        (MATCH, "| --- | --- |\n", "", "the table has no heading row"),
        (MATCH, "> Each has its own number.\n", "", "the question has no feedback"),
        (MATCH, "| An adult |", "| A child |", "this left side stands here twice"),
        (MATCH, "| An adult |", "| |", "a side of this row is empty"),
    ],
)
def test_a_slip_in_an_order_or_a_match_is_named(
    folder: CoursesFolder, block: str, old: str, new: str, message: str
):
    assert old in block
    folder.change("small/quiz.md", "## Whom", f"{block.replace(old, new, 1)}\n## Whom")
    assert any(message in problem.message for problem in folder.problems()), folder.problems()


def test_a_question_may_say_which_module_it_is_about(folder: CoursesFolder):
    folder.change("small/quiz.md", "{#whom}", "{#whom module=looking}")
    assert folder.course().get_quiz("quiz").questions[0].module == "looking"


def test_a_question_about_no_module_is_an_error(folder: CoursesFolder):
    folder.change("small/quiz.md", "{#whom}", "{#whom module=lookng}")
    (problem,) = folder.problems()
    assert "'lookng', which is no module" in problem.message
    assert problem.mend == "did you mean 'looking'?"


def test_a_material_change_needs_words_for_those_who_trained_before(folder: CoursesFolder):
    folder.change("small/course.yaml", "kind: editorial", "kind: material")
    (problem,) = folder.problems()
    assert problem.path.endswith("small/changes/2.md")
    folder.write("small/changes/2.md", "---\ntitle: What is new\nminutes: 2\n---\nThe number is new.\n")
    assert folder.problems() == []
    assert [update.version for update in folder.course().list_updates_since(1)] == [2]
    assert folder.course().list_updates_since(2) == []


def test_what_has_changed_is_told_without_exercises(folder: CoursesFolder):
    check = "::: check Who? {#who}\n- [x] You\n  > Yes.\n- [ ] Me\n  > No.\n:::\n"
    folder.write("small/changes/2.md", f"---\ntitle: What is new\nminutes: 2\n---\n{check}")
    (problem,) = folder.problems()
    assert "'who' cannot stand in what has changed" in problem.message


def test_outcomes_sources_and_confirmations_of_a_module_are_kept(folder: CoursesFolder):
    folder.change(
        "small/01-looking/module.yaml",
        "  - Say what you saw.\n",
        "  - outcome: Say what you saw.\n    subject: what-it-is\nsources:\n  - A public page\n"
        "confirm:\n  - what: The signs match what is seen here\n    who: Housing lead\n",
    )
    module = folder.course().modules[0]
    assert (str(module.outcomes[0]), module.outcomes[0].subject) == ("Say what you saw.", "what-it-is")
    assert module.sources == ("A public page",)
    assert module.to_confirm[0].who == "Housing lead"
    assert module.to_confirm[0].confirmed is None
