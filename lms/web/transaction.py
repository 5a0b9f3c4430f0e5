"""One transaction for a request: rules flush, the edge commits once, and who only reads cannot write."""

from __future__ import annotations

from flask import Flask, Response, g, request

from lms.extensions import db, reading_only

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def install(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_forget)


def roll_back() -> None:
    """Called by every error page: what the failed request began must leave nothing behind."""
    db.session.rollback()


def _begin() -> None:
    g.reading_only = reading_only.set(request.method in SAFE_METHODS)


def _end(response: Response) -> Response:
    if request.method in SAFE_METHODS:
        db.session.rollback()
    else:
        db.session.commit()
    return response


def _forget(_error: BaseException | None) -> None:
    db.session.rollback()
    if token := g.pop("reading_only", None):
        reading_only.reset(token)
