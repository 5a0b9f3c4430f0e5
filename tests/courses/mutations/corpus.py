"""The corpus: the real courses, each slip made in them again and again, and what the check said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from time import process_time

from lms.config import ROOT
from lms.courses.facts import Facts
from lms.courses.loader import FACTS_FILE, Cache, load_course, load_facts_file
from lms.courses.model import Course, Problem
from lms.courses.sources import Sources, read_sources
from tests.courses.mutations import anywhere, folders, lessons, questions, scenarios, values
from tests.courses.mutations.slips import SLIPS, Broken, Slip

MODULES = (anywhere, folders, lessons, questions, scenarios, values)
COURSES: Path = ROOT / "courses"
TODAY = date(2026, 11, 25)


@dataclass(frozen=True)
class Outcome:
    """What came of one slip; `seconds` of CPU time."""

    slip: Slip
    key: str
    seed: str
    broken: Broken
    course: Course | None
    problems: list[Problem]
    seconds: float

    def __str__(self) -> str:
        found = "\n".join(
            f"  {each.path}:{each.line}: {each.message} – {each.mend}" for each in self.problems[:8]
        )
        return f"{self.seed} at {self.broken.path}:{self.broken.line}\n{found}"


@dataclass(frozen=True)
class _Good:
    """A real course as it is, with what came of each of its files: only what a slip changes is read again."""

    files: dict[str, bytes]
    facts: Facts
    cache: Cache


def break_courses(rounds: int, seed: int = 1, keys: Sequence[str] = ()) -> Iterator[Outcome]:
    """What comes of every slip, `rounds` times each, in one course after the other (of those in `keys`)."""
    keys = list(keys) or list_keys()
    for number in range(rounds):
        for place, slip in enumerate(SLIPS):
            mark = f"{slip.name}-{seed}-{number}"
            for key in keys[(place + number) % len(keys) :] + keys[: (place + number) % len(keys)]:
                broken = slip.make(dict(_read_good(key).files), Random(f"{mark}-{key}"))
                if broken is not None:
                    yield load_broken(slip, key, f"{mark}-{key}", broken)
                    break


def load_broken(slip: Slip, key: str, seed: str, broken: Broken) -> Outcome:
    good = _read_good(key)
    sources = Sources("courses", broken.files)
    started = process_time()
    problems: list[Problem] = []
    facts = good.facts
    if broken.files.get(FACTS_FILE) != good.files[FACTS_FILE]:
        facts, problems = load_facts_file(sources)
    course, found = load_course(key, sources, facts, TODAY, Cache(dict(good.cache.kept)))
    return Outcome(slip, key, seed, broken, course, problems + found, process_time() - started)


@cache
def list_keys() -> list[str]:
    return _read_all().folders


@cache
def _read_all() -> Sources:
    return read_sources(COURSES)[0]


@cache
def _read_good(key: str) -> _Good:
    sources = _read_all()
    files = {FACTS_FILE: sources.files[FACTS_FILE], **sources.below(key)}
    facts, _ = load_facts_file(sources)
    kept = Cache()
    course, problems = load_course(key, Sources("courses", files), facts, TODAY, kept)
    assert course, problems
    return _Good(files, facts, kept)
