from __future__ import annotations

import os
from pathlib import Path

import pytest

from lms.courses.catalogue import load_catalogue
from tests.courses.conftest import FILES, TODAY, CoursesFolder

TEXT_FILES = [name for name in FILES if not name.endswith(".svg")]


@pytest.mark.parametrize("name", TEXT_FILES)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00binary\x00",
        b"\x00\x01\x02",
        b"[1, 2",
        b"- a\n- b\n",
        b"42",
        b"{}",
        b"---\n- a\n---\n",
    ],
)
def test_a_broken_file_is_a_problem_of_that_file(folder: CoursesFolder, name: str, content: bytes):
    folder.write(name, content)
    assert any(p.path == f"courses/{name}" and p.is_blocking for p in folder.problems())


@pytest.mark.parametrize("name", ["facts.yaml", "small/course.yaml", "small/01-looking/module.yaml"])
def test_a_missing_file_is_a_problem_that_says_what_belongs_in_it(folder: CoursesFolder, name: str):
    (folder.path / name).unlink()
    assert ("courses/" + name, "the file is missing") in {(p.path, p.message) for p in folder.problems()}


def test_a_folder_without_course_yaml_is_a_problem(folder: CoursesFolder):
    folder.write("empty/notes.md", "hello")
    assert ("courses/empty/course.yaml", "the file is missing") in {
        (p.path, p.message) for p in folder.problems()
    }


def test_a_module_without_lessons_is_a_problem(folder: CoursesFolder):
    for name in ("01-a-door.md", "02-a-van.md"):
        (folder.path / "small/01-looking" / name).unlink()
    assert "the module has no lessons" in {problem.message for problem in folder.problems()}


def test_bad_utf_8_is_named_with_its_line(folder: CoursesFolder):
    folder.write("small/01-looking/02-a-van.md", b"---\ntitle: A van\nminutes: 3\n---\nA v\xe0n.\n")
    assert [(p.line, p.message) for p in folder.problems()] == [(5, "the file is not UTF-8 text")]


def test_windows_line_ends_and_a_byte_order_mark_are_fine(folder: CoursesFolder):
    for name in TEXT_FILES:
        content = (folder.path / name).read_bytes()
        folder.write(name, b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert folder.problems() == []


def test_a_link_out_of_the_folder_is_not_followed(folder: CoursesFolder, tmp_path: Path):
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\nminutes: 1\n---\nA secret.\n")
    (folder.path / "small/01-looking/03-secret.md").symlink_to(secret)
    assert [p.message for p in folder.problems()] == [
        "this is a link to something outside the courses folder"
    ]


def test_a_linked_folder_is_not_followed(folder: CoursesFolder):
    (folder.path / "small/02-again").symlink_to(folder.path / "small/01-looking")
    assert [p.message for p in folder.problems()] == ["this folder is not looked into"]


def test_a_link_to_nothing_is_a_problem(folder: CoursesFolder):
    (folder.path / "small/01-looking/03-gone.md").symlink_to(folder.path / "gone.md")
    assert [p.path for p in folder.problems()] == ["courses/small/01-looking/03-gone.md"]


def test_a_pipe_is_not_waited_for(folder: CoursesFolder):
    os.mkfifo(folder.path / "small/01-looking/03-pipe.md")
    assert [p.message for p in folder.problems()] == ["this is not an ordinary file"]


def test_a_huge_file_is_not_read(folder: CoursesFolder):
    folder.write("small/01-looking/03-huge.md", b"x" * 1_000_001)
    assert [p.message for p in folder.problems()] == ["the file is larger than 1 MB"]


def test_a_file_name_that_is_not_text_is_a_problem(folder: CoursesFolder):
    name = os.fsencode(folder.path / "small/01-looking") + b"/03-\xff.md"
    Path(os.fsdecode(name)).write_text("hello")
    assert [p.message for p in folder.problems()] == ["the file's name has characters that cannot be read"]


def test_a_missing_folder_is_a_problem(tmp_path: Path):
    catalogue, problems = load_catalogue(tmp_path / "nowhere", TODAY)
    assert catalogue.list_courses() == []
    assert "the folder cannot be read" in problems[0].message


def test_nesting_without_end_is_refused(folder: CoursesFolder):
    folder.write("facts.yaml", "[" * 1_500)
    assert folder.problems()[0].message == "the values are nested too deeply"


def test_aliases_that_multiply_are_refused(folder: CoursesFolder):
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefg", "bcdefgh", strict=True)
    ]
    folder.write("facts.yaml", "\n".join(rows))
    assert any(problem.is_blocking for problem in folder.problems())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<svg><script>alert(1)</script></svg>", "carries a script"),
        ("<svg onload='alert(1)'/>", "carries a script"),
        ('<svg><image href="https://a.example/x.png"/></svg>', "carries a script"),
        ("not a picture", "not what its ending says"),
    ],
)
def test_a_picture_that_brings_more_than_itself_is_refused(folder: CoursesFolder, content: str, message: str):
    folder.write("small/pictures/door.svg", content)
    found = [p.message for p in folder.problems() if p.path.endswith("door.svg")]
    assert len(found) == 1
    assert message in found[0]


def test_a_picture_that_is_cut_off_is_named_with_the_line_of_the_cut(folder: CoursesFolder):
    folder.write("small/pictures/door.svg", '<svg viewBox="0 0 1 1">\n<title>Door</title>\n<g>\n')
    assert (4, "the picture is broken off or damaged here") in {
        (p.line, p.message) for p in folder.problems()
    }


@pytest.mark.parametrize("mark", ["\u202e", "\u2066"])
def test_text_cannot_be_turned_around_by_an_invisible_mark(folder: CoursesFolder, mark: str):
    folder.change("small/quiz.md", "Nobody", f"{mark}Nobody")
    assert [(p.line, p.message) for p in folder.problems()] == [
        (11, "an invisible mark turns the text around")
    ]


def test_lists_nested_without_end_are_a_problem_of_their_line(folder: CoursesFolder):
    folder.write(
        "small/01-looking/02-a-van.md", "---\ntitle: A van\nminutes: 1\n---\nA van.\n\n" + "- " * 900 + "x\n"
    )
    assert [(p.line, p.message) for p in folder.problems()] == [
        (7, "lists or quotations are nested too deeply")
    ]


def test_a_lesson_after_one_that_could_not_be_read_is_read_as_ever(folder: CoursesFolder):
    folder.write("small/01-looking/01-a-door.md", "---\ntitle: A\nminutes: 1\n---\n" + "- " * 900 + "x\n")
    before = len(folder.problems())
    folder.change("small/01-looking/02-a-van.md", "A van.", "[A van](nowhere.md).")
    assert len(folder.problems()) == before + 1


def test_the_marks_of_a_merge_are_a_problem(folder: CoursesFolder):
    folder.change(
        "small/01-looking/02-a-van.md", "A van.", "<<<<<<< HEAD\nA van.\n=======\nA lorry.\n>>>>>>> theirs"
    )
    assert [p.line for p in folder.problems() if "two versions" in p.message] == [5, 7, 9]


@pytest.mark.parametrize(
    "name", ["small/01-looking/03-a-lamp.md.txt", "small/01-looking/Quiz.MD", "small/a-lamp.md"]
)
def test_a_lesson_whose_name_does_not_count_is_an_error(folder: CoursesFolder, name: str):
    folder.write(name, "---\ntitle: A lamp\nminutes: 1\n---\nA lamp.\n")
    (problem,) = folder.problems()
    assert (problem.path, problem.severity) == (f"courses/{name}", "error")
