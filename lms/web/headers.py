"""Limits on what comes in, and headers on what goes out."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, LengthRequired, RequestHeaderFieldsTooLarge, RequestURITooLarge

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

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def install(app: Flask, *, is_https: bool) -> None:
    app.before_request(_limit_request)

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.extend({key: value for key, value in HEADERS.items() if key not in response.headers})
        if is_https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if "Cache-Control" not in response.headers:
            # Shared computers are the rule where our learners work: what they saw is not kept.
            response.headers["Cache-Control"] = "no-store"
        return response


def _limit_request() -> None:
    """Refuse what the server in front of us would take or cut without a word."""
    if len(request.full_path) > MAX_URL_BYTES:
        raise RequestURITooLarge
    if sum(len(name) + len(value) for name, value in request.headers) > MAX_HEADER_BYTES:
        raise RequestHeaderFieldsTooLarge
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        # The server cuts a chunked body at its limit silently; with a length we answer 413.
        raise LengthRequired
    if b"%00" in request.query_string or (request.content_length and _has_nul_in_form()):
        # Nobody types a NUL: no page may hold one, and PostgreSQL takes none.
        raise BadRequest


def _has_nul_in_form() -> bool:
    return any("\0" in value for _, value in request.form.items(multi=True))
