"""Slips that can happen to any text: lost and moved lines, odd characters, encodings, files cut off."""

from __future__ import annotations

from random import Random

from tests.courses.mutations.slips import Broken, Rows, in_files, in_rows

TEXT = r"/.*\.(md|yaml)$"


@in_rows(TEXT, "nothing")
def delete_a_line(rows: Rows, random: Random) -> int:
    place = random.randrange(len(rows))
    del rows[place]
    return place


@in_rows(TEXT, "nothing")
def repeat_a_line(rows: Rows, random: Random) -> int:
    place = random.randrange(len(rows))
    rows.insert(place, rows[place])
    return place


@in_rows(TEXT, "nothing")
def swap_two_lines(rows: Rows, random: Random) -> int:
    place = random.randrange(len(rows) - 1)
    rows[place], rows[place + 1] = rows[place + 1], rows[place]
    return place


@in_rows(TEXT, "nothing")
def move_a_line(rows: Rows, random: Random) -> int:
    place = random.randrange(len(rows))
    rows.insert(place, rows.pop(random.randrange(len(rows))))
    return place


@in_rows(TEXT, "file")
def shuffle_all_lines(rows: Rows, random: Random) -> int:
    random.shuffle(rows)
    return 0


@in_rows(TEXT, "nothing")
def indent_a_line(rows: Rows, random: Random) -> int:
    place = random.randrange(len(rows))
    rows[place] = random.choice(["  ", "    ", "\t"]) + rows[place]
    return place


@in_rows(TEXT, "nothing")
def take_off_an_indent(rows: Rows, random: Random) -> int:
    place = random.choice([place for place, row in enumerate(rows) if row.startswith(" ")] or [0])
    rows[place] = rows[place].lstrip()
    return place


@in_rows(TEXT, "nothing")
def join_two_lines(rows: Rows, random: Random) -> int:
    place = random.randrange(len(rows) - 1)
    rows[place] += " " + rows.pop(place + 1)
    return place


@in_rows(TEXT, "nothing")
def break_a_line(rows: Rows, random: Random) -> int:
    place = random.randrange(len(rows))
    at = random.randrange(len(rows[place]) + 1)
    rows[place : place + 1] = [rows[place][:at], rows[place][at:]]
    return place


@in_rows(TEXT, "file")
def leave_marks_of_a_merge(rows: Rows, random: Random) -> int:
    place = random.randrange(len(rows))
    rows[place:place] = ["<<<<<<< HEAD", "=======", ">>>>>>> theirs"]
    return place


@in_rows(TEXT, "nothing")
def type_something_stray(rows: Rows, random: Random) -> int:
    stray = [
        "---",
        ":::",
        "::: callout",
        "{{",
        "}}",
        "- [x] ",
        "[x]",
        "{#",
        "#",
        "## ",
        "&a",
        "*a",
        "!!x",
        "|",
        ">",
    ]
    stray += [
        "<script>",
        "](",
        "![](",
        "```",
        "&lt;",
        "\\",
        "2026-13-45",
        "🙂",
        "[a]: b",
        "[^1]",
        "<!--",
        "***",
        "1.",
    ]
    place = random.randrange(len(rows))
    at = random.choice([0, random.randrange(len(rows[place]) + 1), len(rows[place])])
    rows[place] = rows[place][:at] + random.choice(stray) + rows[place][at:]
    return place


@in_rows(TEXT)
def type_a_control_character(rows: Rows, random: Random) -> int:
    place = random.randrange(len(rows))
    rows[place] += random.choice("\x00\x01\x07\x08\x0b\x0c\x1b\x7f\x85\u2028\u2029")
    return place


@in_rows(TEXT)
def paste_an_override_of_direction(rows: Rows, random: Random) -> int:
    place = random.randrange(len(rows))
    rows[place] = random.choice("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") + rows[place]
    return place


@in_rows(TEXT, "nothing")
def paste_an_invisible_space(rows: Rows, random: Random) -> int:
    place = random.randrange(len(rows))
    at = random.randrange(len(rows[place]) + 1)
    rows[place] = rows[place][:at] + random.choice("\u00a0\u200b\u2060\ufeff\u3000\u00ad") + rows[place][at:]
    return place


def _pick_text(course: dict[str, bytes], random: Random) -> str:
    return random.choice(sorted(path for path in course if "/" in path and path.endswith((".md", ".yaml"))))


@in_files("nothing")
def cut_the_end_off(course: dict[str, bytes], random: Random) -> Broken:
    path = _pick_text(course, random)
    return Broken({**course, path: course[path][: random.randrange(len(course[path]))]}, path)


@in_files("nothing")
def cut_a_stretch_out(course: dict[str, bytes], random: Random) -> Broken:
    path = _pick_text(course, random)
    content, start = course[path], random.randrange(len(course[path]))
    return Broken({**course, path: content[:start] + content[start + random.randrange(400) :]}, path)


@in_files()
def save_in_another_encoding(course: dict[str, bytes], random: Random) -> Broken:
    path = _pick_text(course, random)
    text = course[path].decode().replace("e", "é", 1)
    encoding = random.choice(["utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252"])
    return Broken({**course, path: text.encode(encoding, "replace")}, path)


@in_files("nothing")
def save_with_other_line_ends(course: dict[str, bytes], random: Random) -> Broken:
    path = _pick_text(course, random)
    ends = random.choice([b"\r\n", b"\r", b"\n\r"])
    return Broken({**course, path: b"\xef\xbb\xbf" + course[path].replace(b"\n", ends)}, path)


@in_files()
def overwrite_with_noise(course: dict[str, bytes], random: Random) -> Broken:
    path = _pick_text(course, random)
    return Broken({**course, path: random.randbytes(random.randrange(1, 2000))}, path)


@in_files("nothing")
def flip_some_bytes(course: dict[str, bytes], random: Random) -> Broken:
    path = _pick_text(course, random)
    content = bytearray(course[path])
    for _ in range(random.randrange(1, 5)):
        content[random.randrange(len(content))] = random.randrange(256)
    return Broken({**course, path: bytes(content)}, path)


@in_files()
def empty_the_file(course: dict[str, bytes], random: Random) -> Broken:
    path = _pick_text(course, random)
    return Broken({**course, path: random.choice([b"", b"\n\n", b"---\n---\n", b"{}", b"[]"])}, path)
