"""Where each fact is used: the files that name it, in the words of whoever reads the courses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lms.courses.catalogue import Catalogue
from lms.courses.facts import EXPRESSION
from lms.courses.model import Course, Module
from lms.courses.places import key_of
from lms.courses.sources import TEXT_ENDINGS, Sources
from lms.errors import NotFound


@dataclass(frozen=True)
class Use:
    """One place that shows a fact. `owner` is the title of the course, or of the page that is no course file.

    `where` is its file and line, "" for such a page.
    """

    place: str
    owner: str
    where: str = ""


Uses = Mapping[str, tuple[Use, ...]]


def find_uses(sources: Sources, catalogue: Catalogue) -> Uses:
    """The uses of each fact by its key, in the order of the files; a file counts once for each fact."""
    uses: dict[str, list[Use]] = {}
    for path in sorted(sources.files):
        if "/" not in path or not path.endswith(TEXT_ENDINGS):
            continue
        text = sources.files[path].decode("utf-8", "replace")
        lines: dict[str, int] = {}
        for line, row in enumerate(text.splitlines(), 1):
            for match in EXPRESSION.finditer(row):
                lines.setdefault(match[1], line)
        for key, line in lines.items():
            place = describe_place(path, catalogue)
            owner = describe_place(f"{path.split('/')[0]}/course.yaml", catalogue)
            use = Use(place, owner, f"{sources.label}/{path}:{line}")
            uses.setdefault(key, []).append(use)
    return {key: tuple(found) for key, found in uses.items()}


def describe_place(path: str, catalogue: Catalogue) -> str:
    """The titles of the file's course, module and lesson; its path while the course is not served."""
    key, *rest = path.split("/")
    try:
        course = catalogue.get_course(key)
        return ": ".join([course.title, *_list_titles(path, rest, course)])
    except NotFound:
        return path


def _list_titles(path: str, rest: list[str], course: Course) -> list[str]:
    if len(rest) == 1:
        return ["final quiz"] if rest[0] == "quiz.md" else []
    if rest[0] not in ("changes", "pictures"):
        module = course.get_module(key_of(rest[0]) or rest[0])
        return [module.title, *_list_lesson(path, rest[1], module)]
    return ["/".join(rest)]


def _list_lesson(path: str, name: str, module: Module) -> list[str]:
    if name == "quiz.md":
        return ["quiz"]
    return [lesson.title for lesson in module.lessons if lesson.source == path]
