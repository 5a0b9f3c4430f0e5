"""Limits on what comes in, and headers on what goes out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, LengthRequired, RequestHeaderFieldsTooLarge, RequestURITooLarge

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MAX_URL_BYTES = 4_096
MAX_HEADER_BYTES = 32_768

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
)
HTTPS_ONLY = ("Strict-Transport-Security", "max-age=31536000")
# Shared computers are the rule where our learners work: what they saw is not kept.
NOT_KEPT = ("Cache-Control", "no-store")


def install(app: Flask, *, is_https: bool) -> None:
    app.before_request(_limit_request)
    added = [*HEADERS, HTTPS_ONLY] if is_https else list(HEADERS)
    app.wsgi_app = _adding(app.wsgi_app, added)  # type: ignore[method-assign, assignment]


def _adding(application: WSGIApplication, added: list[tuple[str, str]]) -> WSGIApplication:
    """Add headers to every answer, those that Flask makes by itself too. A page may say how it is kept."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            is_kept = any(name == NOT_KEPT[0] for name, _ in headers)
            return start_response(
                status, [*headers, *added] if is_kept else [*headers, *added, NOT_KEPT], *rest
            )

        return application(environ, start)

    return answer


def _limit_request() -> None:
    """Refuse what the server in front of us would take or cut without a word."""
    environ = request.environ
    if len(environ["PATH_INFO"]) + len(environ["QUERY_STRING"]) > MAX_URL_BYTES:
        raise RequestURITooLarge
    if (
        sum(len(name) + len(value) for name, value in environ.items() if name.startswith("HTTP_"))
        > MAX_HEADER_BYTES
    ):
        raise RequestHeaderFieldsTooLarge
    if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
        # The server cuts a chunked body at its limit silently; with a length we answer 413.
        raise LengthRequired
    if "%00" in environ["QUERY_STRING"] or (environ.get("CONTENT_LENGTH") and _has_nul(request.form)):
        # Nobody types a NUL: no page may hold one, and PostgreSQL takes none.
        raise BadRequest


def _has_nul(form: MultiDict[str, str]) -> bool:
    return any("\0" in value for values in form.listvalues() for value in values)
