"""Slips with whole files: lost, swapped, misnamed, swollen; pictures that are none; facts that went."""

from __future__ import annotations

import re
from random import Random

from tests.courses.mutations.slips import Broken, in_files

FACTS = "facts.yaml"


def _pick(course: dict[str, bytes], pattern: str, random: Random) -> str | None:
    paths = sorted(path for path in course if re.search(pattern, path))
    return random.choice(paths) if paths else None


def key_of(course: dict[str, bytes]) -> str:
    """The folder of the course: facts.yaml beside it is the only other file."""
    return next(path.split("/")[0] for path in course if "/" in path)


def _pick_any(course: dict[str, bytes], random: Random) -> str:
    return random.choice(sorted(path for path in course if path != FACTS))


def _without(course: dict[str, bytes], path: str) -> dict[str, bytes]:
    return {each: content for each, content in course.items() if each != path}


@in_files("nothing")
def lose_a_file(course: dict[str, bytes], random: Random) -> Broken:
    path = _pick_any(course, random)
    return Broken(_without(course, path), path)


@in_files()
def lose_a_yaml_file(course: dict[str, bytes], random: Random) -> Broken | None:
    path = _pick(course, r"(course|module)\.yaml$", random)
    return Broken(_without(course, path), path) if path else None


@in_files("course")
def lose_a_picture(course: dict[str, bytes], random: Random) -> Broken | None:
    path = _pick(course, r"\.svg$", random)
    return Broken(_without(course, path), path) if path else None


@in_files("nothing")
def swap_two_files(course: dict[str, bytes], random: Random) -> Broken:
    one, other = random.sample(sorted(path for path in course if path != FACTS), 2)
    return Broken({**course, one: course[other], other: course[one]}, one)


@in_files()
def put_a_lesson_where_a_quiz_should_be(course: dict[str, bytes], random: Random) -> Broken | None:
    lesson, quiz = _pick(course, r"/\d\d-[^/]*\.md$", random), _pick(course, r"quiz\.md$", random)
    return Broken({**course, quiz: course[lesson]}, quiz) if lesson and quiz else None


@in_files("course")
def spoil_a_picture(course: dict[str, bytes], random: Random) -> Broken | None:
    path = _pick(course, r"\.svg$", random)
    if path is None:
        return None
    content = course[path]
    spoilt = [
        b"",
        b"not a picture",
        random.randbytes(300),
        b"\x89PNG\r\n\x1a\n" + random.randbytes(90),
        content.replace(b"</svg>", b"<script>alert(1)</script></svg>"),
        content.replace(b"</svg>", b'<image href="https://a.example/x.png"/></svg>'),
        content.replace(b"<g ", b"<g onclick='x()' ", 1),
        content[: random.randrange(60, len(content) - 10)],
        content.replace(b"</g>", b"", 1),
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + content,
        content.decode().encode("utf-16"),
        b"<html><body>Not found</body></html>",
    ]
    return Broken({**course, path: random.choice(spoilt)}, path)


@in_files("course")
def spoil_the_size_of_a_picture(course: dict[str, bytes], random: Random) -> Broken | None:
    path = _pick(course, r"\.svg$", random)
    if path is None:
        return None
    new = random.choice(
        [
            b"",
            b'viewBox="0 0 0 0"',
            b'viewBox="-5 0 800 500"',
            b'viewBox="0 0 eight five"',
            b'viewBox="0 0 80 50"',
        ]
    )
    return Broken({**course, path: course[path].replace(b'viewBox="0 0 800 500"', new, 1)}, path)


@in_files()
def take_the_number_off_a_name(course: dict[str, bytes], random: Random) -> Broken | None:
    path = _pick(course, r"/\d\d-[^/]+\.md$", random)
    if path is None:
        return None
    new = random.choice(
        [r"/\1", r"/Lesson \1", r"/01_\1", r"/01-Ünï", r"/01-quiz.md", r"/01-.md", r"/01-a--b.md"]
    )
    renamed = re.sub(r"/\d\d-([^/]+\.md)$", new if new.endswith(".md") or "\\1" in new else f"{new}.md", path)
    return Broken({**_without(course, path), renamed: course[path]}, renamed)


@in_files("course")
def take_the_number_off_a_module(course: dict[str, bytes], random: Random) -> Broken:
    folder = sorted(
        {path.split("/")[1] for path in course if path.count("/") == 2 and path.endswith("module.yaml")}
    )[0]
    new = random.choice([folder[3:], f"{folder} copy", "Ünï", f"01-{folder.upper()}"])
    renamed = {path.replace(f"/{folder}/", f"/{new}/"): content for path, content in course.items()}
    return Broken(renamed, f"{key_of(course)}/{new}/module.yaml")


@in_files()
def give_two_lessons_one_key(course: dict[str, bytes], random: Random) -> Broken | None:
    path = _pick(course, r"/\d\d-[^/]+\.md$", random)
    if path is None:
        return None
    folder, name = path.rsplit("/", 1)
    return Broken({**course, f"{folder}/99-{name[3:]}": course[path]}, f"{folder}/99-{name[3:]}")


@in_files("nothing")
def add_a_stray_file(course: dict[str, bytes], random: Random) -> Broken:
    key = key_of(course)
    names = [
        "notes.md",
        "quiz.txt",
        "Thumbs.db",
        "pictures/notes.txt",
        "01-x/a.docx",
        "course.yml",
        "02-new/01-x.md",
    ]
    path = f"{key}/{random.choice(names)}"
    return Broken({**course, path: b"hello"}, path)


@in_files("nothing")
def swell_a_file(course: dict[str, bytes], random: Random) -> Broken:
    path = random.choice(sorted(path for path in course if "/" in path and path.endswith((".md", ".yaml"))))
    swelling = random.choice(
        [
            "word " * 20_000,
            "\n".join(["## Again"] * 5_000),
            "- [x] a\n" * 5_000,
            "> " * 3_000,
            "*" * 20_000,
            "[" * 10_000,
            "{" * 20_000,
            "{#" * 10_000,
            "- " * 3_000 + "x",
            "a " * 20_000 + "{",
            " " * 50_000 + "x",
            "|" * 20_000,
            "`" * 20_000 + "a",
            "![" * 5_000,
            "](" * 5_000,
            "\n".join(" " * i + "- x" for i in range(600)),
            "<" * 20_000,
            "0 " * 20_000,
            "&" * 20_000,
            "_a" * 10_000,
            "{{ fact." * 5000,
            "::: \n" * 5000,
            "\\" * 20_000,
            "a@" * 20_000,
            "<a@" * 10_000,
        ]
    )
    return Broken({**course, path: course[path] + swelling.encode() + b"\n"}, path)


@in_files("course")
def lose_a_fact_that_is_used(course: dict[str, bytes], random: Random) -> Broken | None:
    """From facts.yaml; what is named is the file that uses it."""
    user = _pick(course, r"/\d\d-[^/]*\.md$", random)
    used = re.findall(rb"\{\{ fact\.([a-z0-9-]+)", course[user]) if user else []
    if not user or not used or FACTS not in course:
        return None
    key = random.choice(used)
    renamed = re.sub(rb"(?m)^" + key + rb":", key + b"-once:", course[FACTS])
    return Broken({**course, FACTS: renamed}, user)


@in_files("course")
def withdraw_a_fact_that_is_used(course: dict[str, bytes], random: Random) -> Broken | None:
    user = _pick(course, r"/\d\d-[^/]*\.md$", random)
    used = re.findall(rb"\{\{ fact\.([a-z0-9-]+)", course[user]) if user else []
    if not user or not used or FACTS not in course:
        return None
    key = random.choice(used)
    withdrawn = re.sub(rb"(?ms)^(" + key + rb":.*?status: )[\w-]+", rb"\1unconfirmed", course[FACTS], count=1)
    return Broken({**course, FACTS: withdrawn}, user)


@in_files("nothing")
def spoil_the_facts(course: dict[str, bytes], random: Random) -> Broken:
    rows = course[FACTS].decode().split("\n")
    place = random.choice([place for place, row in enumerate(rows) if re.match(r"^  \w+: ", row)])
    name = rows[place].split(":")[0]
    rows[place] = random.choice(
        [
            "",
            f"{name}x: y",
            f"{name}:",
            f"{name}: [a",
            f"{name}: 'a",
            f"{name}: 2026-99-99",
            rows[place][2:],
            f"{name}: <b>x</b>",
            f"{name}: 3",
            f"{name}: {'{{ fact.helpline }}'}",
        ]
    )
    return Broken({**course, FACTS: "\n".join(rows).encode()}, FACTS, place + 1)
