"""Closed by default: who is not signed in sees the few endpoints that `lms.app` lists, and nothing else."""

from __future__ import annotations

from flask import Flask, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.web.transaction import SAFE_METHODS

NOT_SAVED = "You are signed out, so what you sent is not saved. Sign in, and send it again."


def install(app: Flask, public: frozenset[str], sign_in: str) -> None:
    """Let only the endpoints in `public` be used without signing in; the rest leads to `sign_in`."""

    @app.before_request
    def require_sign_in() -> ResponseReturnValue | None:
        # No endpoint means no such page: that is a 404 for everybody.
        endpoint = request.endpoint
        if endpoint is None or endpoint in public or current_user.is_authenticated:
            return None
        is_form = request.method not in SAFE_METHODS
        if is_form and set(request.form) - {"csrf_token"} and not _is_told():
            flash(NOT_SAVED, "notice")
        wanted = None if is_form else request.full_path.rstrip("?")
        return redirect(url_for(sign_in, next=wanted), code=303)


def _is_told() -> bool:
    """One notice will do, however often a form is sent before the next page."""
    return any(message == NOT_SAVED for _, message in session.get("_flashes", ()))
