"""The signed cookie of a browser, as Flask makes it, with what signs it put together once.

Flask makes a serializer for each request, and that derives its key each time. Ours never changes.
"""

from __future__ import annotations

from typing import ClassVar

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import TimestampSigner, URLSafeTimedSerializer


class _Signer(TimestampSigner):
    """Derives its key as the library does, and once."""

    _keys: ClassVar[dict[tuple[bytes, str | bytes], bytes]] = {}

    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        of = self.salt, secret_key or self.secret_key
        if of not in self._keys:
            self._keys[of] = super().derive_key(secret_key)
        return self._keys[of]


class CookieInterface(SecureCookieSessionInterface):
    def __init__(self, app: Flask) -> None:
        self._kept = URLSafeTimedSerializer(
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
