"""Slips in scenarios: choices that lead astray, ratings, steps lost, doubled and multiplied."""

from __future__ import annotations

import re
from random import Random

from tests.courses.mutations.lessons import LESSON
from tests.courses.mutations.questions import end_of_option
from tests.courses.mutations.slips import Rows, in_rows, pick, replace

_CHOICE = r"^- \[.*\]\(#[\w-]+\) \{"


@in_rows(LESSON)
def point_a_choice_nowhere(rows: Rows, random: Random) -> int | None:
    new = random.choice(
        ["](#nowhere)", "](#)", "]()", "](https://a.example)", "](../x.md)", "](nowhere)", "](#a b)"]
    )
    return replace(rows, r"(?<=.)\]\(#[\w-]+\)(?= \{)", new, random)


@in_rows(LESSON)
def point_a_choice_at_its_own_step(rows: Rows, random: Random) -> int | None:
    place = pick(rows, _CHOICE, random)
    if place is None:
        return None
    step = next(row for row in reversed(rows[:place]) if row.startswith("### "))
    key = re.search(r"\{#([\w-]+)\}", step)
    assert key
    rows[place] = re.sub(r"\(#[\w-]+\)", f"(#{key[1]})", rows[place])
    return place


@in_rows(LESSON, "file")
def point_the_last_choice_back(rows: Rows, random: Random) -> int | None:
    choices = [place for place, row in enumerate(rows) if re.search(_CHOICE, row)]
    steps = [row for row in rows if row.startswith("### ") and "{#" in row]
    if not choices or not steps:
        return None
    key = steps[0][steps[0].index("{#") + 2 : -1]
    rows[choices[-1]] = re.sub(r"\(#[\w-]+\)", f"(#{key})", rows[choices[-1]])
    return choices[-1]


@in_rows(LESSON)
def spoil_a_rating(rows: Rows, random: Random) -> int | None:
    new = random.choice(["{bst}", "{Best}", "{good}", "", "{best unsafe}", "{}", "best", "{best"])
    return replace(rows, r"\{(best|acceptable|unsafe)\}$", new, random)


@in_rows(LESSON, "file")
def rate_no_choice_as_best(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"\{best\}", random)
    for at, row in enumerate(rows):
        rows[at] = row.replace("{best}", "{acceptable}")
    return place


@in_rows(LESSON)
def remove_the_feedback_of_a_choice(rows: Rows, random: Random) -> int | None:
    place = pick(rows, _CHOICE, random)
    if place is not None:
        del rows[place + 1 : end_of_option(rows, place)]
    return place


@in_rows(LESSON, "nothing")
def break_a_choice_over_two_lines(rows: Rows, random: Random) -> int | None:
    place = pick(rows, _CHOICE, random)
    if place is not None:
        words = rows[place].split(" ")
        at = random.randrange(1, len(words))
        rows[place : place + 1] = [" ".join(words[:at]), "  " + " ".join(words[at:])]
    return place


@in_rows(LESSON)
def begin_a_choice_and_stop(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^(- \[.{5,12}).*\]\(#.*", r"\1", random)


@in_rows(LESSON)
def empty_a_step(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^### .*\{#", random)
    if place is not None:
        end = place + 1
        while end < len(rows) and not rows[end].startswith(("- ", "### ", ":::")):
            end += 1
        rows[place + 1 : end] = [""]
    return place


@in_rows(LESSON, "file")
def lose_the_heading_of_a_step(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^### .*\{#", random)
    if place is not None:
        del rows[place]
    return place


@in_rows(LESSON)
def write_a_step_on_another_level(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^### (?=.*\{#)", random.choice(["## ", "# ", "#### "]), random)


@in_rows(LESSON)
def take_the_key_off_a_step(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^(### .*) \{#.*", r"\1", random)


@in_rows(LESSON)
def use_the_key_of_a_step_twice(rows: Rows, random: Random) -> int | None:
    places = [place for place, row in enumerate(rows) if re.search(r"^### .*\{#", row)]
    if len(places) < 2:
        return None
    key = rows[places[0]][rows[places[0]].index("{#") :]
    rows[places[1]] = f"### Again {key}"
    return places[1]


@in_rows(LESSON)
def leave_one_choice(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^### .*\{#", random)
    if place is None:
        return None
    first = next((at for at in range(place, len(rows)) if re.search(_CHOICE, rows[at])), None)
    if first is None or any(row.startswith("### ") for row in rows[place + 1 : first]):
        return None
    end = end_of_option(rows, first)
    last = end
    while last < len(rows) and rows[last].startswith(("- ", " ")):
        last += 1
    del rows[end:last]
    return place


@in_rows(LESSON, "file")
def write_ten_thousand_steps(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^### .*\{#", random)
    if place is None:
        return None
    many = []
    for number in range(10_000):
        many += [
            f"### S {{#s{number}}}",
            "W.",
            f"- [On](#s{number + 1}) {{best}}",
            "  > F.",
            f"- [Or](#s{number + 1}) {{unsafe}}",
            "  > F.",
        ]
    rows[place:place] = many
    return place
