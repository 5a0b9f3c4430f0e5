"""What the tests of learning share: the small course, a count of queries, and a learner who has begun."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from flask import Flask

from lms.app import create_app
from lms.courses import live
from lms.courses.model import Course
from lms.extensions import close_connections, db
from lms.learning import enrolments
from lms.learning.models import Enrolment
from tests.cast import Cast
from tests.pages import Browser


@pytest.fixture
def course(app: Flask) -> Course:
    return live.catalogue().get_course("first-steps")


@pytest.fixture
def enrolment(cast: Cast, course: Course) -> Enrolment:
    """Alice has started the course."""
    begun = enrolments.enrol(cast.alice, course)
    db.session.commit()
    return begun


@pytest.fixture
def alices(cast: Cast, browser: Browser) -> Browser:
    """Alice's browser, signed in."""
    return browser.sign_in_as(cast.alice)


@pytest.fixture
def edited(app: Flask, cast: Cast, tmp_path: Path) -> Iterator[Callable[..., Browser]]:
    """Alice's browser on the same database after a course file was edited or, without words, deleted.

    `more` are files to add, by their names below the course.
    """
    made: list[Flask] = []

    def edit(file: str, old: str = "", new: str = "", more: Mapping[str, str] | None = None) -> Browser:
        content = tmp_path / "content"
        shutil.copytree(app.config["LMS"].courses, content)
        (path,) = (content / "first-steps").glob(file)
        text = path.read_text(encoding="utf-8")
        assert old in text
        if old:
            path.write_text(text.replace(old, new), encoding="utf-8")
        else:
            path.unlink()
        for name, words in (more or {}).items():
            (content / "first-steps" / name).write_text(words, encoding="utf-8")
        settings = app.config["LMS"].model_copy(update={"courses": content, "instance": tmp_path})
        made.append(create_app(settings))
        return Browser(made[-1]).sign_in_as(cast.alice)

    yield edit
    for each in made:
        with each.app_context():
            close_connections()
