"""The installations of a run, and the people who do its work."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from bench import bare, crowd, works
from bench.filling import Cast, People, fill_first, filling, grow_to
from bench.paper import draw_certificate
from bench.servers import Installation, Server, find_free_port
from lms.courses.model import Course


@dataclass(frozen=True)
class Size:
    """How much is measured; `prints` is how many certificates are wanted at once, of 2,000 at most."""

    rounds: int
    completions: int
    prints: int


USUAL = Size(rounds=5, completions=100_000, prints=120)
FULL = Size(rounds=5, completions=1_000_000, prints=1_900)


@dataclass(frozen=True)
class Prepared:
    """`many` is a copy of `few` with more completions, so that the same people are signed in on both."""

    few: Installation
    many: Installation
    bare_folder: Path
    organisation: str
    completions: int
    course: Course
    course_of_ten: Course
    people: People

    def site(self, server: Server) -> works.Site:
        return works.Site(server, self.course, self.course_of_ten, self.organisation, self.people)


def prepare(folder: Path, size: Size) -> Prepared:
    few = Installation(folder / "few", find_free_port())
    many = Installation(folder / "many", find_free_port())
    bare_folder = folder / "bare"
    few.folder.mkdir()
    bare_folder.mkdir()
    bare.prepare(bare_folder, draw_certificate())
    organisation = fill_first(few)
    with filling(few) as cast:
        people = _gather(cast, size)
        completions = cast.count_completions()
        course, course_of_ten = cast.course, cast.course_of_ten
    shutil.copytree(few.folder, many.folder)
    grow_to(many, size.completions)
    return Prepared(few, many, bare_folder, organisation, completions, course, course_of_ten, people)


def _gather(cast: Cast, size: Size) -> People:
    lessons = sum(len(module.lessons) - 1 for module in cast.course.modules)
    readers = -(-works.FIRST_VIEWS * size.rounds // lessons)
    prints = works.PRINTS * size.rounds
    quizzes = works.QUIZZES * size.rounds + works.QUIZZES_TO_WARM
    completers = cast.list_completers(works.HOLDERS + prints + size.prints)
    return People(
        coordinator=cast.add_coordinator(),
        reader=cast.add_learners(1)[0],
        holders=completers[: works.HOLDERS],
        readers=cast.add_learners(readers),
        quiz_takers=cast.add_learners(quizzes),
        takers_of_ten=cast.add_learners(quizzes, cast.course_of_ten),
        completers=completers[works.HOLDERS : works.HOLDERS + prints],
        printers=completers[works.HOLDERS + prints :],
        crowd=cast.add_learners(crowd.LEARNERS * len(crowd.SIZES)),
    )
