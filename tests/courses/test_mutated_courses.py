"""Hundreds of broken versions of the real courses: each is told to its author, none stops what is served."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from lms.courses.catalogue import LiveCatalogue
from tests.courses.mutations.corpus import COURSES, Outcome, break_courses
from tests.courses.mutations.judging import list_faults
from tests.courses.mutations.slips import SLIPS

SEEDS = (1, 2, 3)
# A running process looks at every course again whenever one has changed, so it gets two of them.
SERVED = ("setting-faith", "setting-housing")


@cache
def list_outcomes(seed: int) -> list[Outcome]:
    return list(break_courses(1, seed))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_slip_is_named_with_its_place_and_mend_or_does_no_harm(seed: int):
    assert {str(each): faults for each in list_outcomes(seed) if (faults := list_faults(each))} == {}


def test_every_kind_of_slip_finds_something_to_break():
    made = {outcome.slip.name for seed in SEEDS for outcome in list_outcomes(seed)}
    assert made == {slip.name for slip in SLIPS}


def test_a_slip_leaves_every_course_on_the_air(tmp_path: Path):
    folder, at = tmp_path / "courses", datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    for key in SERVED:
        write_over(folder, read(COURSES, key), key)
    live = LiveCatalogue(folder, tmp_path / "last-good", lambda: at)
    live.current()
    for outcome in list(break_courses(1, seed=7, keys=SERVED))[::6]:
        write_over(folder, outcome.broken.files, outcome.key)
        at += timedelta(seconds=3)
        assert [course.key for course in live.current().list_courses()] == list(SERVED), outcome
        write_over(folder, read(COURSES, outcome.key), outcome.key)


def read(folder: Path, key: str) -> dict[str, bytes]:
    paths = [folder / "facts.yaml", *(folder / key).rglob("*")]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths if path.is_file()}


def write_over(folder: Path, files: dict[str, bytes], key: str) -> None:
    """Puts these files, and no others, where the course is; only what differs is written."""
    now = read(folder, key)
    for path in now.keys() - files.keys():
        (folder / path).unlink()
    for path in files:
        if now.get(path) != files[path]:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(files[path])
