"""However a course is mangled, the check answers with problems, and nothing half-read is served."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from lms.courses.catalogue import load_catalogue
from lms.courses.check import render_problems
from lms.courses.model import Course
from tests.courses.conftest import FILES, TODAY, CoursesFolder

# What authors, editors and disks do to files, besides arbitrary bytes.
SLIPS = st.sampled_from(
    [
        *("---", ":::", "::: callout", "{{", "}}", "{{ fact.rumour }}", "- [x] ", "[x]", "{#", "#", "## "),
        *(
            "  ",
            "\t",
            "\n",
            "\x00",
            "\u2028",
            "\ufeff",
            ": ",
            "'",
            '"',
            "[",
            "{",
            "&a",
            "*a",
            "!!x",
            "|",
            ">",
        ),
        *("<script>", "](", "![](", "0", "999", "null", "true", "2026-13-45", "é", "🙂"),
    ]
)
MANGLING = st.tuples(
    st.sampled_from(sorted(FILES)),
    st.floats(0, 1),
    st.integers(0, 30),
    st.one_of(
        SLIPS.map(str.encode),
        st.binary(max_size=6),
        st.text(st.characters(codec="utf-8"), max_size=6).map(str.encode),
    ),
)


def mangle(content: bytes, where: float, cut: int, inserted: bytes) -> bytes:
    place = int(len(content) * where)
    return content[:place] + inserted + content[place + cut :]


def pages_of(course: Course) -> list[str]:
    pages = [lesson.html for _, lesson in course.lessons]
    for quiz in course.quizzes:
        for question in quiz.questions:
            pages += [question.html, question.body_html]
            pages += [html for option in question.options for html in (option.html, option.feedback_html)]
    return pages


@settings(max_examples=80, deadline=None)
@given(st.lists(MANGLING, min_size=1, max_size=3))
def test_a_mangled_course_is_never_a_traceback(manglings: list[tuple[str, float, int, bytes]]):
    with tempfile.TemporaryDirectory() as temporary:
        folder = CoursesFolder(Path(temporary) / "courses")
        for name, where, cut, inserted in manglings:
            folder.write(name, mangle((folder.path / name).read_bytes(), where, cut, inserted))
        catalogue, problems = load_catalogue(folder.path, TODAY)
        for problem in problems:
            path = Path(temporary) / problem.path
            # A file's last line end opens one line more, and an end of file is one after that.
            rows = len(path.read_bytes().splitlines()) + 2 if path.is_file() else 1
            assert 1 <= problem.line <= rows, problem
        assert render_problems(problems)
        for html in (html for course in catalogue.list_courses() for html in pages_of(course)):
            assert "hearsay" not in html
            assert "<script" not in html
            assert "[x]" not in html
