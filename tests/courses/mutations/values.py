"""Slips in YAML: names, values, lists, brackets."""

from __future__ import annotations

import re
from random import Random

from tests.courses.mutations.slips import Rows, in_rows, misspell, pick, replace

YAML = r"/(course|module)\.yaml$"
COURSE = r"course\.yaml$"
MODULE = r"module\.yaml$"
_NAME = r"^( *(?:- )?)([a-z_]+): ?"


@in_rows(YAML, "file")
def misspell_a_name(rows: Rows, random: Random) -> int | None:
    place = pick(rows, _NAME, random)
    if place is None:
        return None
    found = re.match(_NAME, rows[place])
    assert found
    rows[place] = rows[place].replace(found[2], misspell(found[2], random), 1)
    return place


@in_rows(YAML, "file")
def write_a_name_twice(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^\w+: \S", random)
    if place is not None:
        rows.insert(place, rows[place].split(":")[0] + ": 1")
    return place


@in_rows(YAML, "nothing")
def empty_a_value(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"(: ).*", r"\1", random)


@in_rows(YAML, "nothing")
def give_a_value_of_another_kind(rows: Rows, random: Random) -> int | None:
    new = [
        "yes",
        "null",
        "0",
        "-1",
        "1.5",
        "[]",
        "{}",
        "[a, b]",
        "{a: b}",
        "2026-02-30",
        "'4'",
        ".nan",
        "1e999",
        "99999999999999999999",
        "~",
        "|",
    ]
    return replace(rows, r"(?<=[a-z]: ).+", random.choice(new), random)


@in_rows(YAML, "nothing")
def forget_a_quote_or_bracket(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r": \S", random)
    if place is not None:
        rows[place] = rows[place].replace(": ", ": " + random.choice("'\"[{&*!%@`|>-"), 1)
    return place


@in_rows(YAML, "nothing")
def write_a_second_colon(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"(: \w+) ", r"\1: ", random)


@in_rows(YAML, "file")
def forget_the_space_after_a_colon(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^(\w+): (?=\w)", r"\1:", random)


@in_rows(YAML, "file")
def indent_with_a_tab(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^ {4}(?=[a-z]+:)", "\t", random)


@in_rows(COURSE)
def set_a_version_without_a_change(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^version: .*", "version: 77", random)


@in_rows(COURSE, "file")
def spoil_a_date(rows: Rows, random: Random) -> int | None:
    new = random.choice(
        [
            "22 November 2026",
            "2026-11-31",
            "'2026-11-22'",
            "26-11-22",
            "2026",
            "1026-11-22x",
            "2026-11-22T10:00:00Z",
        ]
    )
    return replace(rows, r"(?<=(?:date|d_by|ewed|w_by): )2.*", new, random)


@in_rows(COURSE)
def review_before_it_was_reviewed(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^review_by: .*", "review_by: 2001-01-01", random)


@in_rows(COURSE)
def spoil_a_number(rows: Rows, random: Random) -> int | None:
    return replace(
        rows,
        r"^(tier|minutes|pass_mark|valid_months): .*",
        r"\1: " + random.choice(["9999", "-3", "80%", "ten", "true", "''"]),
        random,
    )


@in_rows(MODULE, "file")
def misspell_a_subject(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"(subject: )\w+", r"\1wat", random)


@in_rows(MODULE, "file")
def write_an_outcome_as_a_list(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^  - outcome: .*", "  - [outcome, words]", random)


@in_rows(YAML, "file")
def nest_without_end(rows: Rows, random: Random) -> int:
    rows[0] = "title: " + random.choice(
        ["[" * 20_000, "{a: " * 5000, "- " * 3000 + "x", "[[[[[[[[[[[[[1]]]]]]]]]]]]]"]
    )
    return 0


@in_rows(YAML, "file")
def multiply_by_aliases(rows: Rows, random: Random) -> int:
    rows[:0] = ["a: &a [x, x, x, x, x, x, x, x, x]"] + [
        f"{new}: &{new} [{', '.join(['*' + old] * 9)}]" for old, new in zip("abcdefg", "bcdefgh", strict=True)
    ]
    return 0
