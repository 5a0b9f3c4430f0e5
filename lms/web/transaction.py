"""One transaction for a request: rules flush, the edge commits once, and who only reads cannot write.

A request that may write still reads first, to find out who is asking: on SQLite there is one writer at a
time, and somebody who is sent to the door must not keep the others waiting.
"""

from __future__ import annotations

from flask import Flask, Response, request

from lms.extensions import db
from lms.request_transaction import RequestTransaction, of_request

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def install(app: Flask) -> None:
    with app.app_context():
        engines = dict(db.engines)

    @app.before_request
    def begin() -> None:
        under_way = RequestTransaction(engines, db.session, may_write=request.method not in SAFE_METHODS)
        under_way.token = of_request.set(under_way)

    app.after_request(_end)
    app.teardown_request(_forget)


def let_write(app: Flask) -> None:
    """Install what ends the reading part of a request that may write; to be called after the door's."""
    app.before_request(_begin_writing)


def roll_back() -> None:
    """Called by every error page: what the failed request began must leave nothing behind."""
    if under_way := of_request.get():
        under_way.roll_back()


def _begin_writing() -> None:
    if (under_way := of_request.get()) and under_way.may_write:
        under_way.let_write()


def _end(response: Response) -> Response:
    # What has only read ends with the request.
    if (under_way := of_request.get()) and under_way.may_write:
        under_way.commit()
    return response


def _forget(_error: BaseException | None) -> None:
    if (under_way := of_request.get()) and under_way.token:
        try:
            under_way.close()
        finally:
            of_request.reset(under_way.token)
