"""Slips in questions: boxes, feedback, orders, matches, surveys."""

from __future__ import annotations

import re
from random import Random

from tests.courses.mutations.lessons import ASKING
from tests.courses.mutations.slips import Rows, in_rows, pick, replace

QUIZ = r"quiz\.md$"
FINAL = r"^[^/]+/quiz\.md$"
SURVEY = r"survey\.md$"
_OPTION = r"^- \[[x ]\] "


def end_of_option(rows: Rows, place: int) -> int:
    """Where the next row stands that does not belong to what begins at `place`."""
    end = place + 1
    while end < len(rows) and rows[end].startswith(" "):
        end += 1
    return end


@in_rows(ASKING)
def remove_feedback(rows: Rows, random: Random) -> int | None:
    place = pick(rows, _OPTION, random)
    if place is not None:
        keep = [
            row for row in rows[place + 1 : end_of_option(rows, place)] if ">" not in row and "at=" in row
        ]
        rows[place + 1 : end_of_option(rows, place)] = keep
    return place


@in_rows(ASKING, "nothing")
def take_the_indent_off_feedback(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^ +> ", "> ", random)


@in_rows(ASKING, "file")
def spoil_a_box(rows: Rows, random: Random) -> int | None:
    new = ["- [y] ", "- [xx] ", "- [] ", "- [ x ] ", "* ", "1. ", "- [✓] "]
    return replace(rows, _OPTION, random.choice(new), random)


@in_rows(ASKING)
def empty_an_option(rows: Rows, random: Random) -> int | None:
    place = pick(rows, _OPTION, random)
    if place is not None:
        rows[place : end_of_option(rows, place)] = [rows[place][:6], "  > Why."]
    return place


@in_rows(ASKING, "file")
def mark_nothing_as_right(rows: Rows, random: Random) -> int | None:
    place = pick(rows, _OPTION, random)
    for at, row in enumerate(rows):
        rows[at] = row.replace("- [x] ", "- [ ] ")
    return place


@in_rows(ASKING, "file")
def mark_everything_as_right(rows: Rows, random: Random) -> int | None:
    place = pick(rows, _OPTION, random)
    for at, row in enumerate(rows):
        rows[at] = row.replace("- [ ] ", "- [x] ")
    return place


@in_rows(ASKING, "file")
def leave_one_option(rows: Rows, random: Random) -> int | None:
    places = [place for place, row in enumerate(rows) if re.match(_OPTION, row)]
    if not places:
        return None
    first = random.choice([p for p in places if p == places[0] or not re.match(r"^ |^- ", rows[p - 1])])
    end = first + 1
    while end < len(rows) and re.match(r"^ |^- |^$", rows[end]):
        end += 1
    rows[first:end] = ["- [x] This", "  > Yes.", ""]
    return first


@in_rows(ASKING)
def use_an_option_twice(rows: Rows, random: Random) -> int | None:
    place = pick(rows, _OPTION, random)
    if place is None:
        return None
    end = end_of_option(rows, place)
    rows[end:end] = rows[place:end]
    return end


@in_rows(ASKING)
def put_a_second_box_into_an_option(rows: Rows, random: Random) -> int | None:
    return replace(rows, rf"({_OPTION}\w+)", random.choice([r"\1 [x]", r"\1 [ ]"]), random)


@in_rows(ASKING)
def put_a_link_into_an_option(rows: Rows, random: Random) -> int | None:
    return replace(rows, rf"({_OPTION}\w+)", r"\1 [here](https://a.example)", random)


@in_rows(ASKING, "file")
def write_below_the_options(rows: Rows, random: Random) -> int | None:
    place = pick(rows, _OPTION, random)
    if place is None:
        return None
    place = end_of_option(rows, place)
    rows.insert(place, "A stray remark.")
    return place


@in_rows(QUIZ)
def take_the_key_off_a_question(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^(## .*)\{#[^}]*\}", r"\1", random)


@in_rows(QUIZ)
def use_the_key_of_a_question_twice(rows: Rows, random: Random) -> int | None:
    places = [place for place, row in enumerate(rows) if row.startswith("## ")]
    if len(places) < 2:
        return None
    one, other = sorted(random.sample(places, 2))
    rows[other] = "## Again? " + rows[one][rows[one].index("{#") :]
    return other


@in_rows(QUIZ)
def ask_on_another_level(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^## ", random.choice(["# ", "### ", "###### "]), random)


@in_rows(QUIZ, "file")
def ask_nothing(rows: Rows, random: Random) -> int:
    del rows[rows.index("---", 1) + 1 :]
    return 0


@in_rows(QUIZ)
def put_a_block_into_a_quiz(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^## ", random)
    if place is not None:
        rows[place + 1 : place + 1] = ["", "::: callout Look", "Here.", ":::", ""]
        place += 2
    return place


@in_rows(QUIZ, "nothing")
def take_the_number_off_a_step(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^\d\. ", random.choice(["- ", "", "a) "]), random)


@in_rows(QUIZ)
def give_a_match_three_columns(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^\| \w", random)
    if place is not None:
        rows[place] += " x |"
    return place


@in_rows(QUIZ, "file")
def take_the_head_off_a_match(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^\| -", random)
    if place is not None:
        del rows[place - random.choice([0, 1])]
    return place


@in_rows(QUIZ)
def empty_a_side_of_a_match(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^\| [A-Z]", random)
    if place is None or (place + 1 < len(rows) and re.match(r"\| ?-", rows[place + 1])):
        return None
    rows[place] = re.sub(r"^\| [^|]*", "| ", rows[place])
    return place


@in_rows(FINAL)
def name_a_module_that_is_not_there(rows: Rows, random: Random) -> int | None:
    return replace(
        rows, r"module=[\w-]+", random.choice(["module=the-sings", "module=01-what-it-is", "module="]), random
    )


@in_rows(FINAL)
def draw_more_than_there_is(rows: Rows, random: Random) -> int | None:
    return replace(
        rows,
        r"^draw: .*",
        random.choice(["draw: 5000", "draw: 0", "draw: -1", "draw: ten", "draw: 2.5"]),
        random,
    )


@in_rows(SURVEY, "file")
def lose_an_occasion(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^# ", random.choice(["", "## ", "# Long "]), random)


@in_rows(SURVEY, "file")
def ask_something_else_later(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^(## .*)\{#(\w)", r"\1{#x\2", random)


@in_rows(SURVEY, "file")
def lose_a_statement_of_confidence(rows: Rows, random: Random) -> int | None:
    return replace(
        rows,
        r"^  (spotting|talking|first-step|whom-to-call|my-limits):",
        random.choice(["  spoting:", "  x:", ""]),
        random,
    )
