from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader

from lms.config import Settings
from lms.extensions import db
from lms.jobs.queue import run_due_jobs
from lms.mail.sending import send

TEXT = "Dear {{ name }},\n\n  all & sundry <are> well.\n\n{{ link }}\n"
LONG_LINK = "https://training.example/sign-in/link/" + "a1B2-" * 30


@pytest.fixture
def write(app):
    """Write a letter with a template of our own and commit; call the result to write one more."""
    loader, app.jinja_env.loader = app.jinja_env.loader, DictLoader({"letter.txt": TEXT})
    app.jinja_env.cache.clear()

    def write_one(to="alice@example.org", subject="A letter", name="Siân", link=LONG_LINK):
        job = send(to, subject, "letter.txt", name=name, link=link)
        db.session.commit()
        return job

    yield write_one
    app.jinja_env.loader = loader
    app.jinja_env.cache.clear()


@pytest.fixture
def mail_url(app) -> Iterator:
    """Let a test choose where mail goes."""
    before: Settings = app.config["LMS"]

    def choose(url: str) -> None:
        app.config["LMS"] = before.model_copy(update={"mail_url": url})

    yield choose
    app.config["LMS"] = before


def deliver(folder: Path) -> list[bytes]:
    run_due_jobs()
    return [file.read_bytes() for file in sorted(folder.glob("*"))]
