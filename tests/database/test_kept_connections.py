"""What a process keeps open to SQLite between two requests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from lms.connections import READING, kept_open
from lms.extensions import db
from tests.cast import Cast
from tests.pages import Browser


@pytest.fixture(autouse=True)
def sqlite_only(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("A connection to a server goes back to the pool, which looks whether it is still there.")


def test_the_connection_used_last_is_used_next(app: Flask) -> None:
    engine = db.engines[READING]
    first, second = kept_open.take(engine), kept_open.take(engine)
    kept_open.give_back(engine, first)
    kept_open.give_back(engine, second)
    assert kept_open.take(engine) is second
    kept_open.give_back(engine, second)


def test_two_at_once_never_have_the_same(app: Flask) -> None:
    engine, together = db.engines[READING], Barrier(2)

    def use() -> int:
        pooled = kept_open.take(engine)
        together.wait(timeout=10)
        kept_open.give_back(engine, pooled)
        return id(pooled)

    with ThreadPoolExecutor(2) as threads:
        used = list(threads.map(lambda _: use(), range(2)))
    assert len(set(used)) == 2


def test_a_page_leaves_nothing_begun_on_it(browser: Browser, cast: Cast) -> None:
    engine = db.engines[READING]
    kept_open.close(engine)
    # It asks who is signed in, and nothing by the session.
    browser.sign_in_as(cast.alice).fetch("/nothing-here")
    pooled = kept_open.take(engine)
    assert not pooled.driver_connection.in_transaction
    kept_open.give_back(engine, pooled)
