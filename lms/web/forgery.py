"""The token against forged requests: signed once for each browser, and not again for each page."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, session
from flask_wtf.csrf import CSRFProtect, generate_csrf


def install(app: Flask) -> None:
    """Check the token of every request that changes something, and give templates `csrf_token`."""
    CSRFProtect(app)
    # Flask-WTF offers its own in both places: to pages, and to the macros that they import.
    app.jinja_env.globals["csrf_token"] = csrf_token
    app.context_processor(lambda: {"csrf_token": csrf_token})


def csrf_token() -> str:
    """A token that is good for as long as the browser's session."""
    secret = session.get("csrf_token")
    return _sign(secret) if secret else _generate()


@lru_cache(maxsize=10_000)
def _sign(_secret: str) -> str:
    # Flask-WTF takes the secret from the session itself.
    return _generate()


def _generate() -> str:
    token: str = generate_csrf()
    return token
