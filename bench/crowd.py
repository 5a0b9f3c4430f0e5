"""Many learners at once, without a pause between two pages: what they wait, and the memory it takes."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from bench import journeys
from bench.client import Client, TimeIsUp
from bench.filling import Learner
from bench.processes import Memory, memory
from bench.servers import Server
from lms.courses.model import Course

SIZES = (1, 8, 32)
SECONDS = 6.0
# More than can take the course in that time, for each size of crowd.
LEARNERS = 150


@dataclass(frozen=True)
class Crowd:
    """What so many learners waited for each kind of request, in seconds, and the most memory in use."""

    learners: int
    waited: dict[str, list[float]]
    seconds: float
    memory: Memory

    @property
    def requests_a_second(self) -> float:
        return sum(map(len, self.waited.values())) / self.seconds


def watch_all(server: Server, course: Course, learners: Sequence[Learner]) -> list[Crowd]:
    """The crowds of all sizes, one after the other, of `LEARNERS` each."""
    return [
        watch(server, course, size, learners[number * LEARNERS : (number + 1) * LEARNERS])
        for number, size in enumerate(SIZES)
    ]


def watch(server: Server, course: Course, size: int, learners: Sequence[Learner]) -> Crowd:
    """Let `size` learners at a time take the course for some seconds; half of them begin with the quiz."""
    waiting: SimpleQueue[Learner] = SimpleQueue()
    for learner in learners:
        waiting.put(learner)
    started = time.monotonic()
    until = started + SECONDS
    with ThreadPoolExecutor(size) as pool:
        going = [
            pool.submit(_take_courses, server, course, waiting, until, is_quiz_first=bool(number % 2))
            for number in range(size)
        ]
        most = _watch_memory(server, until)
    waited: defaultdict[str, list[float]] = defaultdict(list)
    for each in going:
        for kind, seconds in each.result().items():
            waited[kind] += seconds
    return Crowd(size, dict(waited), time.monotonic() - started, most)


def _take_courses(
    server: Server, course: Course, waiting: SimpleQueue[Learner], until: float, *, is_quiz_first: bool
) -> dict[str, list[float]]:
    waited: defaultdict[str, list[float]] = defaultdict(list)
    while time.monotonic() < until:
        try:
            learner = waiting.get_nowait()
        except Empty:
            break
        with Client(server.url, learner.cookies, until) as client, suppress(TimeIsUp):
            for part in (_take_quiz, _read) if is_quiz_first else (_read, _take_quiz):
                part(client, course)
        for kind, seconds in client.seconds.items():
            waited[kind] += seconds
    return waited


def _read(client: Client, course: Course) -> None:
    page = client.get(journeys.lesson_paths(course)[0], journeys.LESSON)
    for path in journeys.paths_before_lessons(course):
        journeys.read_on(client, path, page.csrf_token)


def _take_quiz(client: Client, course: Course) -> None:
    journeys.take_quiz(client, course, client.get(f"/courses/{course.key}/quiz", journeys.QUESTION))


def _watch_memory(server: Server, until: float) -> Memory:
    most = memory(server.list_processes())
    while time.monotonic() < until:
        time.sleep(1)
        most = max(most, memory(server.list_processes()), key=lambda each: each.proportional)
    return most
