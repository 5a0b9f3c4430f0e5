"""Slips in the blocks of a lesson: fences, names, attributes, checks, and the regions of scenes."""

from __future__ import annotations

import re
from random import Random

from tests.courses.mutations.slips import Rows, in_rows, misspell, pick, replace

LESSON = r"/\d\d-[^/]+/\d\d-[^/]+\.md$"
ASKING = rf"{LESSON}|quiz\.md$"
_AT = r' at="([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)"'


@in_rows(LESSON, "file")
def drop_a_closing_fence(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^:::$", random)
    if place is not None:
        del rows[place]
    return place


@in_rows(LESSON, "file")
def drop_an_opening_fence(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^::: ", random)
    if place is not None:
        del rows[place]
    return place


@in_rows(LESSON)
def open_a_block_in_a_block(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^::: ", random)
    if place is not None:
        rows.insert(place + 1, "::: callout Look here")
    return place


@in_rows(LESSON)
def misspell_a_block(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^::: \w+", random)
    if place is not None:
        name = rows[place].split()[1]
        rows[place] = rows[place].replace(name, misspell(name, random), 1)
    return place


@in_rows(LESSON)
def misspell_an_audience(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^::: for \w", random)
    if place is not None:
        rows[place] += random.choice(["s", "-x", ", everyone"])
    return place


@in_rows(LESSON)
def misspell_an_attribute(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"(?<=[ {])(tone|at)=", random.choice(["tune=", "att=", "style="]), random)


@in_rows(LESSON)
def misspell_a_tone(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"tone=\w+", random.choice(["tone=warnin", "tone=red", "tone="]), random)


@in_rows(LESSON)
def take_the_key_off_an_exercise(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"(?<=^::: )((?:check|scene|scenario).*)\{#[^}]*\}", r"\1", random)


@in_rows(LESSON)
def take_the_title_off_a_block(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^(::: (?:check|scene|scenario|details|for)).*?(\{.*\})?$", r"\1 \2", random)


@in_rows(ASKING)
def spoil_a_key(rows: Rows, random: Random) -> int | None:
    bad = random.choice(["Is Here", "UPPER", "a_b", "", "-a", "é", "a}b"])
    return replace(rows, r"\{#[a-z0-9-]+", f"{{#{bad}", random)


@in_rows(ASKING)
def leave_a_brace_open(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"(\{#[a-z0-9-]+[^}]*)\}$", r"\1", random)


@in_rows(LESSON)
def use_a_key_of_an_exercise_twice(rows: Rows, random: Random) -> int | None:
    places = [place for place, row in enumerate(rows) if re.match(r"::: (check|scene|scenario) .*\{#", row)]
    if len(places) < 2:
        return None
    first, second = rows[places[0]], rows[places[1]]
    key = first[first.index("{#") :]
    rows[places[1]] = second[: second.index("{#")] + key
    return places[1]


@in_rows(LESSON, "file")
def empty_a_block(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^::: ", random)
    if place is not None:
        end = rows.index(":::", place)
        del rows[place + 1 : end]
    return place


@in_rows(LESSON)
def move_a_region_outside(rows: Rows, random: Random) -> int | None:
    new = random.choice(
        [r' at="900 \2 \3 \4"', r' at="\1 \2 \3 900"', r' at="1e9 \2 \3 \4"', r' at="\1 -20 \3 \4"']
    )
    return replace(rows, _AT, new, random)


@in_rows(LESSON)
def spoil_a_region(rows: Rows, random: Random) -> int | None:
    new = [
        r' at="\1 \2 \3"',
        r' at="\1 \2 \3 \4 5"',
        ' at="left"',
        ' at=""',
        " at=12",
        r' at="\1 \2 0 0"',
        ' at="٣ ٣ 90 90"',
    ]
    return replace(
        rows, _AT, random.choice([*new, r' at="\1;\2;\3;\4"', r' at="\1 \2 9999999999999999999 \4"']), random
    )


@in_rows(LESSON)
def take_a_region_away(rows: Rows, random: Random) -> int | None:
    return replace(rows, _AT, "", random)


@in_rows(LESSON)
def overlap_two_regions(rows: Rows, random: Random) -> int | None:
    places = [place for place, row in enumerate(rows) if re.search(_AT, row)]
    if len(places) < 2:
        return None
    one, other = random.randrange(len(places) - 1), len(places) - 1
    found = re.search(_AT, rows[places[one]])
    assert found
    rows[places[other]] = re.sub(_AT, found[0], rows[places[other]])
    return places[other] if places[other] - places[one] < 60 else None


@in_rows(LESSON)
def misspell_a_picture(rows: Rows, random: Random) -> int | None:
    return replace(
        rows, r"\.\./pictures/", random.choice(["pictures/", "../picture/", "../pictures/x", "/etc/"]), random
    )


@in_rows(LESSON)
def take_the_words_off_a_picture(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"!\[[^\]]+\]", "![ ]", random)


@in_rows(LESSON, "file")
def lose_the_picture_of_a_scene(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^!\[.*$", "", random)


@in_rows(LESSON, "file")
def put_a_second_picture_into_a_scene(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^!\[", random)
    if place is not None:
        rows.insert(place, rows[place])
    return place


@in_rows(LESSON)
def lead_a_link_nowhere(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^[A-Z].*\.$", random)
    if place is not None:
        target = random.choice(
            [
                "../99-gone/01-x.md",
                "x.md",
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://a",
                "//a",
                "tel:1",
            ]
        )
        rows[place] += f" See [this page]({target})."
    return place


@in_rows(LESSON)
def jump_a_level_of_heading(rows: Rows, random: Random) -> int | None:
    return replace(rows, r"^## ", random.choice(["# ", "##### ", "#### ", "##"]), random)


@in_rows(LESSON)
def put_boxes_into_plain_words(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^## ", random)
    if place is not None:
        rows[place + 1 : place + 1] = ["", "- [x] One", "- [ ] Two", ""]
        place += 2
    return place


@in_rows(ASKING)
def misspell_a_fact(rows: Rows, random: Random) -> int | None:
    return replace(
        rows,
        r"\{\{ fact\.",
        random.choice(["{{ fact.x", "{{ facts.", "{{ ", "{ fact.", "{{ fact..", "{{ Fact."]),
        random,
    )


@in_rows(ASKING)
def misspell_the_field_of_a_fact(rows: Rows, random: Random) -> int | None:
    return replace(
        rows,
        r"(\{\{ fact\.[a-z0-9-]+)(\.\w+)? ",
        random.choice([r"\1.nots ", r"\1.owner ", r"\1.by_key ", r"\1.__class__ "]),
        random,
    )


@in_rows(ASKING)
def leave_a_fact_open(rows: Rows, random: Random) -> int | None:
    return replace(
        rows, r"(\{\{ fact\.[a-z0-9.-]+) \}\}", random.choice([r"\1", r"\1 }", r"\1 \n}}"]), random
    )


@in_rows(ASKING)
def write_a_number_out(rows: Rows, random: Random) -> int | None:
    number = random.choice(
        ["Call 999.", "Call 101 now.", "Ring 01632 960 001.", "+44 1632 960001", "Dial (01632) 960001"]
    )
    place = pick(rows, r"^[A-Z].*[a-z]\.$", random)
    if place is not None:
        rows[place] += f" {number}"
    return place


@in_rows(ASKING)
def write_html(rows: Rows, random: Random) -> int | None:
    place = pick(rows, r"^[A-Z].*[a-z]\.$", random)
    if place is not None:
        rows[place] += random.choice(
            [" <b>Now.</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- later -->"]
        )
    return place


@in_rows(r"\.md$")
def misspell_a_name_in_the_front_matter(rows: Rows, random: Random) -> int | None:
    names = ["title", "minutes", "draw", "confidence"]
    place = next(
        (place for place, row in enumerate(rows[:8]) if row.split(":")[0] in names and random.random() < 0.6),
        None,
    )
    if place is not None:
        name, rest = rows[place].split(":", 1)
        rows[place] = f"{misspell(name, random)}:{rest}"
    return place


@in_rows(r"\.md$", "file")
def spoil_the_front_matter(rows: Rows, random: Random) -> int:
    new = [
        ["title: A: B"],
        ["title: 'open"],
        ["title:"],
        ["\ttitle: x"],
        ["title: {{ fact.helpline }}"],
        ["title: [a"],
        ["minutes: many"],
        ["minutes: 0"],
        ["minutes: 1e400"],
        ["minutes: 2026-02-30"],
        ["title: x", "title: y"],
        ["? [a]", ": b"],
        ["*a"],
        ["title: !!python/name:os.system x"],
        ["- " * 300 + "x"],
        ["[" * 900],
        ["minutes: " + "9" * 5000],
    ]
    rows[1:2] = random.choice(new)
    return 1


@in_rows(r"\.md$", "file")
def lose_a_line_of_hyphens(rows: Rows, random: Random) -> int | None:
    place = pick(rows[:10], r"^---$", random)
    if place is not None:
        del rows[place]
    return place
