"""One transaction for a request: rules flush, the edge commits once, and who only reads cannot write.

A request that may write still reads first, to find out who is asking: on SQLite there is one writer at a
time, and somebody who is sent to the door must not keep the others waiting.
"""

from __future__ import annotations

from flask import Flask, Response, g, request

from lms.extensions import db, reading_only

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def install(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_forget)


def let_write(app: Flask) -> None:
    """Install what ends the reading part of a request that may write; to be called after the door's."""
    app.before_request(_begin_writing)


def roll_back() -> None:
    """Called by every error page: what the failed request began must leave nothing behind."""
    db.session.rollback()


def _begin() -> None:
    g.reading_only = reading_only.set(True)


def _begin_writing() -> None:
    if request.method not in SAFE_METHODS:
        # Not a roll-back, which would forget the person who has just been read.
        db.session.commit()
        reading_only.set(False)


def _end(response: Response) -> Response:
    # What has only read ends with the session, when the context of the request does.
    if request.method not in SAFE_METHODS:
        db.session.commit()
    return response


def _forget(_error: BaseException | None) -> None:
    if token := g.pop("reading_only", None):
        reading_only.reset(token)
