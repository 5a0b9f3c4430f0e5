"""What the tests of certificates share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event

from lms.certificates.models import Certificate
from lms.extensions import db
from lms.learning.models import Completion
from tests.cast import Cast
from tests.certificates.completed import certify, make_completion
from tests.pages import Browser


@pytest.fixture
def completion(cast: Cast) -> Completion:
    """Alice has completed the course, and has no certificate yet."""
    return make_completion(cast.alice)


@pytest.fixture
def certificate(completion: Completion) -> Certificate:
    """Alice's certificate."""
    return certify(completion)


@pytest.fixture
def alices(cast: Cast, browser: Browser) -> Browser:
    """Alice's browser, signed in."""
    return browser.sign_in_as(cast.alice)


@pytest.fixture
def coras(cast: Cast, app: Flask) -> Browser:
    """The coordinator's browser, signed in."""
    return Browser(app).sign_in_as(cast.cora)


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """The browser of somebody without an account."""
    return Browser(app)


@pytest.fixture
def queries(app: Flask) -> Iterator[list[str]]:
    """The SQL statements that were executed, without those that only begin a transaction."""
    seen: list[str] = []

    def note(connection, cursor, statement, parameters, context, executemany):
        if not statement.startswith(("PRAGMA", "BEGIN", "SET TRANSACTION")):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)
