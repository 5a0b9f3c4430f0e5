"""The courses that are served: loaded, checked, and kept serving when an edit breaks one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from lms.clock import london_date
from lms.courses.facts import Facts
from lms.courses.loader import FACTS_FILE, Cache, load_course, load_facts_file
from lms.courses.model import Course, Problem
from lms.courses.snapshots import Snapshots
from lms.courses.sources import Fingerprint, Sources, read_sources, take_fingerprint
from lms.errors import NotFound

logger = logging.getLogger(__name__)


class Catalogue:
    """Courses and the facts that they were rendered with."""

    def __init__(self, courses: Iterable[Course], facts: Facts) -> None:
        ordered = sorted(courses, key=lambda course: (not course.qualifying, course.tier, course.key))
        self._courses = {course.key: course for course in ordered}
        self.facts = facts

    def list_courses(self) -> list[Course]:
        """Every course: first what counts towards the goal, then by tier and key."""
        return list(self._courses.values())

    def get_course(self, key: str) -> Course:
        """The course with this key. Raises NotFound."""
        if key not in self._courses:
            raise NotFound(f"There is no course {key!r}.")
        return self._courses[key]


def load_catalogue(path: Path, today: date) -> tuple[Catalogue, list[Problem]]:
    """The courses below `path` that have no blocking problem, and every problem of all of them."""
    sources, problems = read_sources(path)
    facts, found = load_facts_file(sources)
    problems += found + list_facts_to_review(sources, facts, today)
    problems += list_stray_files(sources)
    courses = []
    for key in sources.folders:
        course, found = load_course(key, sources, facts, today)
        problems += found
        if course and not is_blocked(sources, key, problems):
            courses.append(course)
    return Catalogue(courses, facts), problems


def is_blocked(sources: Sources, key: str, problems: Iterable[Problem]) -> bool:
    """Whether a problem of any file in the course's folder forbids serving it."""
    folder = f"{sources.label}/{key}/"
    return any(problem.is_blocking and problem.path.startswith(folder) for problem in problems)


def list_facts_to_review(sources: Sources, facts: Facts, today: date) -> list[Problem]:
    """The published facts whose review date has passed, and those that their owner has yet to sign off."""
    problems = sources.problems_for(FACTS_FILE)
    for fact in facts.list_overdue(today):
        message = f"the fact {fact.key!r} was due for review on {fact.review_by}"
        problems.overdue(
            facts.lines[fact.key], message, f"{fact.owner}: read its source, set checked and review_by"
        )
    waiting = [
        Problem(
            problems.path,
            facts.lines[fact.key],
            f"the fact {fact.key!r} awaits sign-off",
            f"{fact.owner}: open its source, then set status to confirmed and checked to that day",
            "warning",
            is_awaiting_sign_off=True,
        )
        for fact in facts.list_awaiting_sign_off()
    ]
    return problems.found + waiting


def list_stray_files(sources: Sources) -> list[Problem]:
    """The files beside the courses that nothing reads. Prose for the reader of the repository is welcome."""
    problems = []
    for path in sources.files:
        if "/" not in path and path != FACTS_FILE and not path.endswith(".md"):
            found = sources.problems_for(path)
            found.warning(1, "nothing uses this file", "move it into a course's folder, or take it out")
            problems += found.found
    return problems


class LiveCatalogue:
    """The catalogue of a running process: looks for changes, and never serves less than it could.

    `path` is the courses folder, `last_good` our own folder for what was served last, `now` the clock (UTC).
    """

    LOOK_EVERY = timedelta(seconds=2)

    def __init__(self, path: Path, last_good: Path, now: Callable[[], datetime]) -> None:
        self.path = path
        self._now = now
        self._lock = threading.Lock()
        self._cache, self._cache_of_last_good = Cache(), Cache()
        self._snapshots = Snapshots(last_good)
        self._catalogue: Catalogue | None = None
        self._fingerprint: Fingerprint | None = None
        self._looked_at: datetime | None = None

    def current(self) -> Catalogue:
        """The catalogue as it is now. The first call loads it; later ones cost next to nothing."""
        catalogue = self._catalogue
        if catalogue is None:
            with self._lock:
                if self._catalogue is None:
                    self._look()
                return self._catalogue or Catalogue([], Facts())
        # Only one thread looks; the others go on with what there is instead of waiting for it.
        if self._is_time_to_look() and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
            return self._catalogue or catalogue
        return catalogue

    def _is_time_to_look(self) -> bool:
        # The clock may be set back, so a distance counts in either direction.
        return self._looked_at is None or abs(self._now() - self._looked_at) >= self.LOOK_EVERY

    def _look(self) -> None:
        self._looked_at = self._now()
        fingerprint = take_fingerprint(self.path)
        if self._catalogue is not None and fingerprint == self._fingerprint:
            return
        self._fingerprint = fingerprint
        try:
            self._catalogue = self._load(london_date(self._looked_at))
        except Exception:
            # A defect of ours must not take down what is already being served.
            logger.exception("the courses in %s could not be loaded", self.path)

    def _load(self, today: date) -> Catalogue:
        read, problems = read_sources(self.path)
        sources, facts, found = self._load_facts(read)
        problems += found
        courses = []
        for key in self._list_keys(sources, problems):
            course, found = load_course(key, sources, facts, today, self._cache)
            problems += found
            if course and not is_blocked(sources, key, problems):
                facts_file = {FACTS_FILE: sources.files.get(FACTS_FILE, b"")}
                self._snapshots.keep(key, {**sources.below(key), **facts_file})
            else:
                course = self._find_last_good(key, sources, facts, today)
            courses += [course] if course else []
        _log(problems)
        return Catalogue(courses, facts)

    def _load_facts(self, sources: Sources) -> tuple[Sources, Facts, list[Problem]]:
        """The facts, and the sources with the file they came from: the last good one if this is broken."""
        facts, problems = load_facts_file(sources)
        if not any(problem.is_blocking for problem in problems):
            self._snapshots.keep(FACTS_FILE, {FACTS_FILE: sources.files[FACTS_FILE]})
            return sources, facts, problems
        kept = self._snapshots.find(FACTS_FILE)
        if kept is None:
            return sources, facts, problems
        sources = Sources(sources.label, {**sources.files, **kept})
        return sources, load_facts_file(sources)[0], problems

    def _list_keys(self, sources: Sources, problems: list[Problem]) -> list[str]:
        """The courses there ought to be: all that were served when the folder itself cannot be read."""
        if any(problem.path == sources.label for problem in problems):
            return self._snapshots.list_names()
        parts = [problem.path.split("/") for problem in problems]
        return sorted({*sources.folders, *(part[1] for part in parts if len(part) > 2)})

    def _find_last_good(self, key: str, sources: Sources, facts: Facts, today: date) -> Course | None:
        """The course as last served, with the facts of now: one that was withdrawn since stays withdrawn."""
        kept = self._snapshots.find(key)
        if kept is None:
            logger.error("the course %s is not served: it has no good version", key)
            return None
        others = {path: content for path, content in sources.files.items() if not path.startswith(f"{key}/")}
        then = Sources(sources.label, {**others, **kept})
        old_facts, _ = load_facts_file(then)
        both = Facts({**old_facts.by_key, **facts.by_key}, {**old_facts.lines, **facts.lines})
        course, problems = load_course(key, then, both, today, self._cache_of_last_good)
        if course:
            logger.error("the course %s is served in its last good version", key)
        else:
            logger.error("the course %s is not served: its last good version is no longer good", key)
            _log(problems)
        return course


def _log(problems: Iterable[Problem]) -> None:
    for problem in problems:
        level = logging.ERROR if problem.is_blocking else logging.WARNING
        if problem.severity == "error":
            logger.log(level, "%s:%d: %s – %s", problem.path, problem.line, problem.message, problem.mend)
