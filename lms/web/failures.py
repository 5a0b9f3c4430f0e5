"""Error pages: what went wrong in plain words, what to do now, and never a traceback."""

from __future__ import annotations

import logging
import sqlite3
from http import HTTPStatus

from flask import Flask, Response, current_app, make_response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from lms import clock
from lms.errors import NotAllowed, NotFound, TooManyTries
from lms.web import transaction

TEMPLATES = frozenset({400, 403, 404, 405, 413, 429, 503})
# SQLite reports a table that is missing by the same error as a disk that is full. These are not our faults.
AWAY = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
RETRY_SECONDS = 60
logger = logging.getLogger(__name__)


def install(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(NotFound, lambda _error: _page(404))
    app.register_error_handler(NotAllowed, lambda error: _page(403, message=str(error)))
    app.register_error_handler(TooManyTries, _too_many)
    app.register_error_handler(Exception, _unexpected)


def _page(status: int, **context: object) -> Response:
    transaction.roll_back()
    template = f"errors/{status}.html" if status in TEMPLATES else "errors/400.html"
    return make_response(render_template(template, status=HTTPStatus(status), **context), status)


def _http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        # A redirect that the router raises, such as for a missing slash.
        return make_response(error.get_response())
    if error.code >= 500:
        return _unexpected(error)
    response = _page(error.code)
    for key, value in error.get_headers():
        if key not in {"Content-Type", "Content-Length"}:
            response.headers[key] = value
    return response


def _stale_form(_error: CSRFError) -> Response:
    return _page(
        400,
        message="This form was open for too long, or in another tab you signed out. "
        "Go back, reload the page and send it again.",
    )


def _too_many(error: TooManyTries) -> Response:
    response = _page(429, message=str(error), retry_at=error.retry_at)
    seconds = max(1, int((error.retry_at - clock.now()).total_seconds()))
    response.headers["Retry-After"] = str(seconds)
    return response


def _unexpected(error: Exception) -> Response:
    """A fault of ours. The page needs neither database nor person: either may be what is broken."""
    logger.error("Unexpected error", exc_info=error)
    try:
        transaction.roll_back()
    except Exception:
        logger.exception("The transaction could not be rolled back")
    is_away = _is_database_away(error) or (isinstance(error, HTTPException) and error.code == 503)
    code = 503 if is_away else 500
    # Without a context: what every other page asks for may be what has failed.
    page = current_app.jinja_env.get_template(f"errors/{code}.html").render()
    response = make_response(page, code)
    if is_away:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _is_database_away(error: BaseException) -> bool:
    """Whether the same request may well succeed later: the database is locked, full, restarting or gone."""
    if not isinstance(error, OperationalError):
        return False
    code: int | None = getattr(error.orig, "sqlite_errorcode", None)
    # The lowest byte is the kind of the error, the others are its detail.
    return code is None or code & 0xFF in AWAY
