"""The signed cookie of a browser, as Flask makes it, with what signs it put together once.

Flask makes a serializer for each request, and that derives its key each time. Ours never changes.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import cast

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer

# Longer than a browser keeps a cookie.
LONG = 4_096


class _Signer(TimestampSigner):
    """Signs and checks as the library does; derives its key once, and looks once at what a browser sends."""

    @lru_cache(maxsize=4)  # noqa: B019 – there is one signer, and it lives as long as the process.
    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        return super().derive_key(secret_key)

    def verify_signature(self, value: str | bytes, sig: str | bytes) -> bool:
        if len(value) > LONG:
            return super().verify_signature(value, sig)
        try:
            self._require_signature(value, sig)
        except BadSignature:
            return False
        return True

    @lru_cache(maxsize=10_000)  # noqa: B019
    def _require_signature(self, value: str | bytes, sig: str | bytes) -> None:
        """Only what is signed is kept: anybody can send what is not."""
        if not super().verify_signature(value, sig):
            raise BadSignature("not signed")


class _Serializer(URLSafeTimedSerializer):
    @cached_property
    def _signer(self) -> TimestampSigner:
        return cast(TimestampSigner, super().make_signer(self.salt))

    def make_signer(self, _salt: str | bytes | None = None) -> TimestampSigner:
        return self._signer


class CookieInterface(SecureCookieSessionInterface):
    def __init__(self, app: Flask) -> None:
        self._kept = _Serializer(
            app.config["SECRET_KEY"],
            salt=self.salt,
            serializer=self.serializer,
            signer=_Signer,
            signer_kwargs={"key_derivation": self.key_derivation, "digest_method": self.digest_method},
        )

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        # Without a change Flask only adds that the answer varies with the cookie. That matters to whoever
        # keeps an answer, and unless the page has said so nobody may.
        if session.modified or session.permanent or "Cache-Control" in response.headers:
            super().save_session(app, session, response)

    def get_signing_serializer(self, _app: Flask) -> URLSafeTimedSerializer | None:
        return self._kept


def install(app: Flask) -> None:
    app.session_interface = CookieInterface(app)
