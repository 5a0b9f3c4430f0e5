"""What the preview shows: the courses as they are on the disk now, and all that is wrong with them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lms.courses.catalogue import Catalogue, is_blocked, list_facts_to_review, list_stray_files
from lms.courses.fact_reviews import FactReview, list_reviews
from lms.courses.fact_uses import find_uses
from lms.courses.loader import FACTS_FILE, Cache, load_course, load_facts_file
from lms.courses.measure_checks import check_measures
from lms.courses.model import Course, Problem
from lms.courses.sources import Fingerprint, Sources, digest, read_sources, take_fingerprint
from lms.errors import NotFound


@dataclass(frozen=True)
class Shown:
    """One state of the files, named by its `mark`. `before` are the courses shown as before an error."""

    courses: Mapping[str, Course]
    before: frozenset[str]
    keys: Sequence[str]
    reviews: Mapping[str, FactReview]
    problems: Sequence[Problem]
    label: str
    mark: str

    def get_course(self, key: str) -> Course:
        """Raises NotFound, also while a course has an error and was never without one."""
        if key not in self.courses:
            raise NotFound(f"The course {key!r} cannot be shown.")
        return self.courses[key]

    def list_facts(self, course: str) -> list[str]:
        """The keys of the facts that a course uses anywhere."""
        folder = f"{self.label}/{course}/"
        return [
            key
            for key, review in self.reviews.items()
            if any(use.where.startswith(folder) for use in review.uses)
        ]

    def list_errors(self, course: str) -> list[Problem]:
        """What keeps a course from being shown."""
        return [problem for problem in self.list_problems(course) if problem.is_blocking]

    def list_problems(self, course: str) -> list[Problem]:
        """The problems of one course, and of the facts that it shares with the others."""
        prefixes = (f"{self.label}/{course}/", f"{self.label}/{FACTS_FILE}")
        return [problem for problem in self.problems if problem.path.startswith(prefixes)]


class Preview:
    """Loads the courses below `root`, or the one named `only`, again whenever a file has changed."""

    def __init__(self, root: Path, only: str | None, today: Callable[[], date]) -> None:
        self.root, self.only = root, only
        self._today = today
        self._lock = threading.Lock()
        self._cache = Cache()
        self._good: dict[str, Course] = {}
        self._fingerprint: Fingerprint | None = None
        self._shown: Shown | None = None

    def current(self) -> Shown:
        """The files as they are now."""
        with self._lock:
            fingerprint = take_fingerprint(self.root)
            if self._shown is None or fingerprint != self._fingerprint:
                self._shown = self._load(digest([repr(fingerprint)]))
                self._fingerprint = fingerprint
            return self._shown

    def _load(self, mark: str) -> Shown:
        sources, problems = self._read()
        today = self._today()
        facts, found = load_facts_file(sources)
        problems += found + list_facts_to_review(sources, facts, today) + list_stray_files(sources)
        before = set()
        for key in sources.folders:
            course, found = load_course(key, sources, facts, today, self._cache)
            problems += found
            if course and not is_blocked(sources, key, problems):
                self._good[key] = course
            elif key in self._good:
                before.add(key)
        problems += check_measures(sources, facts)
        courses = {key: self._good[key] for key in sources.folders if key in self._good}
        uses = find_uses(sources, Catalogue(courses.values(), facts))
        reviews = {review.fact.key: review for review in list_reviews(facts, uses, today)}
        shown = [problem for problem in problems if not problem.is_awaiting_sign_off]
        return Shown(
            courses,
            frozenset(before),
            sources.folders,
            reviews,
            sorted(set(shown), key=_by_urgency),
            sources.label,
            mark,
        )

    def _read(self) -> tuple[Sources, list[Problem]]:
        sources, problems = read_sources(self.root)
        if self.only is None:
            return sources, problems
        kept = {
            path: content
            for path, content in sources.files.items()
            if path == FACTS_FILE or path.startswith(f"{self.only}/")
        }
        folder = f"{sources.label}/{self.only}/"
        return Sources(sources.label, kept), [each for each in problems if each.path.startswith(folder)]


def open_preview(path: Path, today: Callable[[], date]) -> Preview:
    """A preview of a folder of courses, or of one course when `path` is the folder of one.

    Raises NotFound when there is no such folder.
    """
    folder = path.absolute()
    if not folder.is_dir():
        raise NotFound(f"There is no folder {folder}.")
    if (folder / "course.yaml").is_file():
        return Preview(folder.parent, folder.name, today)
    return Preview(folder, None, today)


def _by_urgency(problem: Problem) -> tuple[bool, str, int, str]:
    return (problem.severity != "error", problem.path, problem.line, problem.message)
