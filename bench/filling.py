"""Filling an installation: the demonstration, one large organisation, and those who will do the work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

from flask import Flask
from sqlalchemy import func, select

from bench.growing import grow
from bench.servers import Installation
from lms.accounts import people, signing_in
from lms.accounts.models import Organisation, Person
from lms.app import create_app
from lms.config import Settings
from lms.courses import live
from lms.courses.model import Course
from lms.demo.fill import fill
from lms.extensions import close_connections, db
from lms.learning import enrolments
from lms.learning.models import Completion

PROFESSIONALS = 2_000
# The organisation that is reported on has as many people as the whole partnership wants to train.
LARGE = "Organisation of two thousand"
# Those who do the work belong here, so that the large one keeps its number.
OTHER = "Organisation of those who work"
SECTOR = "Health"
Cookies = dict[str, str]


@dataclass(frozen=True)
class Learner:
    """Somebody who is signed in. `completion` is the uuid of what they completed, if they did."""

    cookies: Cookies
    completion: str = ""


@dataclass(frozen=True)
class People:
    """Who does the work of a run. Those in the lists do it once."""

    coordinator: Learner
    reader: Learner
    holders: list[Learner]
    readers: list[Learner]
    quiz_takers: list[Learner]
    takers_of_ten: list[Learner]
    completers: list[Learner]
    printers: list[Learner]
    crowd: list[Learner]


class Cast:
    """Makes the people of a run, each signed in on a device of their own, within an application."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        courses = live.catalogue().list_courses()
        self.course = next(each for each in courses if each.qualifying)
        # The limit of a quiz is for one of ten questions.
        self.course_of_ten = next(each for each in courses if _count_final_questions(each) == 10)
        self._numbers = count(1)

    def add_coordinator(self) -> Learner:
        person = people.add_person("coordinator@example.org", "Bench Coordinator", None, people.COORDINATOR)
        return self._sign_in(person)

    def add_learners(self, number: int, course: Course | None = None) -> list[Learner]:
        """People who have just begun the course, or another one."""
        found = []
        for _ in range(number):
            email = f"bench{next(self._numbers)}@example.org"
            person = people.add_person(email, "Bench Learner", OTHER, "learner")
            enrolments.enrol(person, course or self.course)
            found.append(self._sign_in(person))
        return found

    def list_completers(self, number: int) -> list[Learner]:
        """People of the large organisation who have completed the course and hold no certificate yet."""
        query = (
            select(Person, Completion.uuid)
            .join(Completion, Completion.person_id == Person.id)
            .join(Completion.organisation)
            .where(Organisation.name == LARGE)
            .order_by(Person.id)
            .limit(number)
        )
        return [self._sign_in(person, str(uuid)) for person, uuid in db.session.execute(query)]

    def count_completions(self) -> int:
        return db.session.scalar(select(func.count()).select_from(Completion)) or 0

    def _sign_in(self, person: Person, completion: str = "") -> Learner:
        token = signing_in.start(person, "bench").token
        serializer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        cookie = serializer.dumps({"_user_id": token, "_fresh": True})
        return Learner({self.app.config["SESSION_COOKIE_NAME"]: cookie}, completion)


def _count_final_questions(course: Course) -> int:
    return course.final_quiz.question_count if course.final_quiz else 0


@contextmanager
def filling(installation: Installation) -> Iterator[Cast]:
    """The application of an installation, to add people with; commits at the end."""
    app = create_app(Settings(instance=installation.folder, base_url=installation.url))
    with app.app_context():
        yield Cast(app)
        db.session.commit()
        close_connections()


def fill_first(installation: Installation) -> str:
    """Migrate and fill a new installation. Returns the uuid of the large organisation."""
    installation.lms("db", "upgrade")
    with filling(installation) as cast:
        fill(PROFESSIONALS)
        large = Organisation(name=LARGE, sector=SECTOR)
        db.session.add_all([large, Organisation(name=OTHER, sector=SECTOR)])
        db.session.flush()
        grow(cast.course, PROFESSIONALS, [large.id])
        return str(large.uuid)


def grow_to(installation: Installation, completions: int) -> None:
    """Add people with a completion each, spread over all other organisations, until there are so many."""
    with filling(installation) as cast:
        others = db.session.scalars(select(Organisation.id).where(Organisation.name != LARGE)).all()
        grow(cast.course, completions - cast.count_completions(), others)
