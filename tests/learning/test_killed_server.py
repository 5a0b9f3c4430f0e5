"""A server that is killed in the middle of submissions loses none that it has acknowledged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from lms.config import ROOT
from lms.courses.model import Course
from lms.extensions import db
from lms.learning import enrolments, starting
from lms.learning.models import Attempt, Completion
from tests.cast import make_person
from tests.learning.journey import answer_by_rules, read_by_rules, take_quiz_by_rules
from tests.pages import Browser

LEARNERS = 12
ACKNOWLEDGED_BEFORE_THE_KILL = 4


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


@pytest.fixture
def submissions(app: Flask, course: Course) -> dict[str, dict[str, str]]:
    """For each of many learners the address at which to submit, and the headers and token to do it with."""
    prepared = {}
    for number in range(LEARNERS):
        person = make_person(f"Learner{number} Test")
        enrolment = enrolments.enrol(person, course)
        read_by_rules(enrolment, person, course)
        take_quiz_by_rules(enrolment, person, course, "looking/quiz")
        quiz = course.get_quiz("quiz")
        attempt = starting.start(enrolment, course, quiz)
        answer_by_rules(attempt, quiz)
        path = f"/courses/{course.key}/quiz/attempts/{attempt.uuid}/result"
        browser = Browser(app).sign_in_as(person)
        token = browser.csrf_token()
        cookie = browser.client.get_cookie("lms")
        assert cookie is not None
        prepared[path] = {"token": token, "Cookie": f"lms={cookie.value}"}
    return prepared


def submit(port: int, path: str, prepared: dict[str, str]) -> bool:
    """Whether the server said that it has taken the submission."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Cookie": prepared["Cookie"], "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request("POST", path, f"csrf_token={prepared['token']}", headers)
        return connection.getresponse().status == 303
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def test_no_acknowledged_attempt_is_lost(server, submissions):
    assert server.stdout is not None
    port = int(server.stdout.readline())
    waiting = iter(submissions.items())
    acknowledged: list[str] = []
    enough = Event()

    def work() -> None:
        for path, prepared in waiting:
            if submit(port, path, prepared):
                acknowledged.append(path.split("/")[-2])
            if len(acknowledged) >= ACKNOWLEDGED_BEFORE_THE_KILL:
                enough.set()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    assert enough.wait(timeout=20)
    server.send_signal(signal.SIGKILL)
    for worker in workers:
        worker.join()

    submitted = select(Attempt).where(Attempt.quiz == "quiz", Attempt.submitted_at.is_not(None))
    kept = {str(attempt.uuid): attempt for attempt in db.session.scalars(submitted)}
    completions = len(db.session.scalars(select(Completion)).all())
    assert len(acknowledged) >= ACKNOWLEDGED_BEFORE_THE_KILL
    assert set(acknowledged) <= set(kept)
    assert completions == len(kept)
