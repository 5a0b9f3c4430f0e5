"""The pieces of work of the table, each with a supply of people who have not done it yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import cycle

from bench import journeys
from bench.client import Client
from bench.filling import Learner, People
from bench.measuring import Piece, Work, Yardstick
from bench.servers import Server
from lms.courses.model import Course

# Each worker has to make once what it then keeps. So many new connections reach all of them.
HOLDERS = CONNECTIONS_TO_WARM = 12
# In a batch: that many learners are needed, or come to an end.
FIRST_VIEWS, QUIZZES, PRINTS = 60, 4, 6
# Enough for most questions of the largest bank to have been drawn in every worker.
QUIZZES_TO_WARM = 30


@dataclass(frozen=True)
class Yardsticks:
    page: Yardstick
    printing: Yardstick


@dataclass(frozen=True)
class Site:
    """A served installation, and who works on it."""

    server: Server
    course: Course
    course_of_ten: Course
    organisation: str
    people: People

    def client(self, learner: Learner) -> Client:
        return Client(self.server.url, learner.cookies)

    @property
    def report_path(self) -> str:
        return f"/reports/organisations/{self.organisation}"


def build_yardsticks(bare: Server) -> Yardsticks:
    client = Client(bare.url)
    client.post("/sign-in", {}, expect=200)
    return Yardsticks(
        Yardstick(bare, lambda: client.get("/page"), 100),
        Yardstick(bare, lambda: client.get("/certificate.pdf"), 5),
    )


def list_works(site: Site, bare: Yardsticks) -> list[Work]:
    """The whole table but what grows with the number of completions."""

    def work(name: str, may_cost: float | None, do: Piece, pieces: int, by: Yardstick = bare.page) -> Work:
        return Work(name, may_cost, site.server, do, pieces, by)

    questions = site.course.get_quiz("quiz").question_count
    of_twelve = _quizzes(site.course, site, site.people.quiz_takers)
    of_ten = _quizzes(site.course_of_ten, site, site.people.takers_of_ten)
    return [
        work("a lesson, signed in", 2, _reading(site), 100),
        work("a lesson, first view: “Continue” and the next page", 3, _first_views(site), FIRST_VIEWS),
        work("a quiz of 10: start, each response, submit, result", 20, of_ten, QUIZZES),
        work(f"a quiz of {questions}, as everybody's course ends", None, of_twelve, QUIZZES),
        work("a certificate, first", 1.2, _first_prints(site), PRINTS, bare.printing),
        work("a certificate, again", 2, _later_print(site), 60),
    ]


def list_reports(site: Site, page: Yardstick, completions: int) -> list[Work]:
    """What must not grow with the number of completions."""
    client = site.client(site.people.coordinator)
    among = f"among {completions:,}"

    def work(name: str, may_cost: float | None, path: str, pieces: int) -> Work:
        return Work(name, may_cost, site.server, lambda: client.get(path), pieces, page)

    return [
        work(f"completion by organisation, {among}", 8, "/reports/organisations", 6),
        work(f"one organisation of 2,000, a page, {among}", 8, site.report_path, 6),
        work(
            f"the same as CSV, one course, {among}", 40, f"{site.report_path}.csv?course={site.course.key}", 3
        ),
        work(f"the same as CSV, all that count, {among}", 40, f"{site.report_path}.csv", 3),
        work(f"the goal, {among}", None, "/goal", 10),
    ]


def warm(site: Site) -> None:
    """Let every worker show everything once, and print once."""
    for holder in site.people.holders:
        with site.client(holder) as client:
            client.get(journeys.issue_certificate(client, holder.completion))
        with site.client(site.people.reader) as client:
            for path in journeys.lesson_paths(site.course):
                client.get(path)
    warm_reports(site)


def warm_reports(site: Site) -> None:
    for _ in range(CONNECTIONS_TO_WARM):
        with site.client(site.people.coordinator) as client:
            for path in ("/reports/organisations", site.report_path, "/goal"):
                client.get(path)


def warm_bare(bare: Server) -> None:
    for _ in range(CONNECTIONS_TO_WARM):
        with Client(bare.url) as client:
            client.post("/sign-in", {}, expect=200)
            client.get("/page")
            client.get("/certificate.pdf")


def _reading(site: Site) -> Piece:
    """One learner, who looks at one lesson after the other again."""
    client = site.client(site.people.reader)
    paths = cycle(journeys.lesson_paths(site.course))
    return lambda: client.get(next(paths))


def _first_views(site: Site) -> Piece:
    supply: list[Piece] = []
    paths = journeys.paths_before_lessons(site.course)
    for learner in site.people.readers:
        client = site.client(learner)
        token = client.get(paths[0]).csrf_token
        supply += [partial(journeys.read_on, client, path, token) for path in paths]
    return _one_after_another(supply)


def _quizzes(course: Course, site: Site, takers: list[Learner]) -> Piece:
    """The first of them let the workers see their questions once: what is drawn of these is kept."""
    supply: list[Piece] = []
    for learner in takers:
        client = site.client(learner)
        intro = client.get(f"/courses/{course.key}/quiz")
        supply.append(partial(journeys.take_quiz, client, course, intro))
    for take in supply[:QUIZZES_TO_WARM]:
        take()
    return _one_after_another(supply[QUIZZES_TO_WARM:])


def _first_prints(site: Site) -> Piece:
    """The certificates are issued already; nobody has opened them."""
    supply: list[Piece] = []
    for learner in site.people.completers:
        client = site.client(learner)
        supply.append(partial(client.get, journeys.issue_certificate(client, learner.completion)))
    return _one_after_another(supply)


def _later_print(site: Site) -> Piece:
    client = site.client(site.people.holders[0])
    path = journeys.find_certificate(client.get("/certificates"))
    return partial(client.get, path)


def _one_after_another(supply: Iterable[Piece]) -> Piece:
    remaining = iter(supply)
    return lambda: next(remaining)()
