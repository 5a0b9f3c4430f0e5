"""A server that is killed in the middle of saving and submitting loses none that it has acknowledged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select

from lms.accounts.models import Person
from lms.config import ROOT
from lms.courses.model import Course
from lms.extensions import db
from lms.learning import enrolments
from lms.learning.models import Attempt, Completion, Enrolment, Response
from lms.learning.own_attempts import OwnAttempt
from tests.cast import make_person
from tests.learning.journey import answer_by_rules, read_by_rules, start_by_rules, take_quiz_by_rules
from tests.pages import Browser

LEARNERS = 12
TAKEN_BEFORE_THE_KILL = 4


@pytest.fixture
def server(app: Flask) -> Iterator[subprocess.Popen[str]]:
    settings = app.config["LMS"]
    environment = os.environ | {
        "LMS_INSTANCE": str(settings.instance),
        "LMS_DATABASE_URL": settings.database_url,
        "LMS_COURSES": str(settings.courses),
        "LMS_BASE_URL": settings.base_url,
        "LMS_SECRET_KEY": settings.secret_key,
    }
    command = [sys.executable, "-m", "tests.learning.serving"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        yield process
        process.kill()


@dataclass(frozen=True)
class Sending:
    """What a learner is about to send, what says that it was taken, and of which attempt it is."""

    attempt: Attempt
    path: str
    fields: dict[str, str]
    cookie: str
    taken: int


@pytest.fixture
def submissions(app: Flask, course: Course) -> list[Sending]:
    """The submission of a last quiz by many learners, whose course is completed with it."""
    quiz, prepared = course.get_quiz("quiz"), []
    for enrolment in list_beginners(course):
        read_by_rules(enrolment.person, course)
        take_quiz_by_rules(enrolment, enrolment.person, course, "looking/quiz")
        attempt = start_by_rules(enrolment, course)
        answer_by_rules(attempt, quiz)
        prepared.append(prepare(app, enrolment.person, attempt, "result", {}, 303))
    return prepared


@pytest.fixture
def responses(app: Flask, course: Course) -> list[Sending]:
    """Single responses of many learners, as the page of the questions sends them in the background."""
    prepared = []
    for enrolment in list_beginners(course):
        attempt = start_by_rules(enrolment, course)
        for each in attempt.responses:
            path = f"responses/{each.position}"
            prepared.append(
                prepare(app, enrolment.person, attempt, path, {f"q{each.position}": "right"}, 204)
            )
    return prepared


def list_beginners(course: Course) -> list[Enrolment]:
    people = [make_person(f"Learner{number} Test") for number in range(LEARNERS)]
    return [enrolments.enrol(person, course) for person in people]


def prepare(
    app: Flask, person: Person, attempt: OwnAttempt, path: str, fields: dict[str, str], taken: int
) -> Sending:
    browser = Browser(app).sign_in_as(person)
    token = browser.csrf_token()
    cookie = browser.client.get_cookie("lms")
    assert cookie is not None
    path = f"/courses/first-steps/quiz/attempts/{attempt.uuid}/{path}"
    return Sending(attempt, path, {"csrf_token": token, **fields}, f"lms={cookie.value}", taken)


def send(port: int, sending: Sending) -> bool:
    """Whether the server said that it has taken what was sent."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Cookie": sending.cookie, "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request("POST", sending.path, urlencode(sending.fields), headers)
        return connection.getresponse().status == sending.taken
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def send_until_killed(server: subprocess.Popen[str], sendings: list[Sending]) -> list[Sending]:
    """Send from several threads, and kill the server when it has taken some; returns what it has taken."""
    assert server.stdout is not None
    port = int(server.stdout.readline())
    waiting = iter(sendings)
    # Our own transaction would make the server wait.
    db.session.commit()
    taken: list[Sending] = []
    enough = Event()

    def work() -> None:
        for each in waiting:
            if send(port, each):
                taken.append(each)
            if len(taken) >= TAKEN_BEFORE_THE_KILL:
                enough.set()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    assert enough.wait(timeout=20)
    server.send_signal(signal.SIGKILL)
    for worker in workers:
        worker.join()
    db.session.expire_all()
    return taken


def test_no_acknowledged_attempt_is_lost(server, submissions):
    taken = send_until_killed(server, submissions)
    submitted = select(Attempt).where(Attempt.quiz == "quiz", Attempt.submitted_at.is_not(None))
    kept = {each.id for each in db.session.scalars(submitted)}
    completions = len(db.session.scalars(select(Completion)).all())
    assert {each.attempt.id for each in taken} <= kept
    assert completions == len(kept)


def test_no_acknowledged_response_is_lost(server, responses):
    taken = send_until_killed(server, responses)
    kept = {
        (each.attempt_id, f"q{each.position}") for each in db.session.scalars(select(Response)) if each.chosen
    }
    assert {(each.attempt.id, [*each.fields][1]) for each in taken} <= kept
