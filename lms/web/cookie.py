"""The signed cookie of a browser, as Flask makes it, with what signs it put together once."""

from __future__ import annotations

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class CookieInterface(SecureCookieSessionInterface):
    """Flask makes a serializer anew for each request, though the key never changes while we run."""

    def __init__(self, app: Flask) -> None:
        self._kept = super().get_signing_serializer(app)

    def get_signing_serializer(self, _app: Flask) -> URLSafeTimedSerializer | None:
        return self._kept


def install(app: Flask) -> None:
    app.session_interface = CookieInterface(app)
