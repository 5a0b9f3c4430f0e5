"""The signed cookie of a browser, as Flask makes it, opened once for as long as the browser sends the same.

Flask makes what signs it anew for each request, and looks through the whole of the cookie.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.sansio.http import parse_cookie

# Only what is short and plain is kept. Whoever is not signed in gets cookies from us as well, and could ask
# for as many different ones as it takes to fill the memory.
SHORT = 1_024
FEW = 8


def read_header(sent: str) -> ImmutableMultiDict[str, str]:
    """The cookies in a header. A browser sends the same one with each request of a visit."""
    return _parse_kept(sent) if len(sent) <= SHORT and sent.count(";") < FEW else _parse(sent)


def _parse(sent: str) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict(parse_cookie(sent))


_parse_kept = lru_cache(maxsize=1_000)(_parse)


class _Opened(NamedTuple):
    """What is in a cookie, and the second since 1970 in which it was signed."""

    content: Mapping[str, str | bool]
    signed_at: int


class _NotPlain(Exception):
    """It holds more than words, as the notices for the next page."""


class CookieInterface(SecureCookieSessionInterface):
    def __init__(self, app: Flask) -> None:
        self._kept = URLSafeTimedSerializer(
            app.config["SECRET_KEY"],
            salt=self.salt,
            serializer=self.serializer,
            signer_kwargs={"key_derivation": self.key_derivation, "digest_method": self.digest_method},
        )
        self._max_age = app.permanent_session_lifetime.total_seconds()
        self._name = self.get_cookie_name(app)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        sent = request.cookies.get(self._name)
        if sent and len(sent) <= SHORT:
            try:
                opened = self._open(sent)
            except BadSignature:
                return self.session_class()
            except _NotPlain:
                return super().open_session(app, request)
            # How old it is counts every time. A session copies what it begins with.
            if 0 <= int(time.time()) - opened.signed_at <= self._max_age:
                return self.session_class(opened.content)
        return super().open_session(app, request)

    @lru_cache(maxsize=10_000)  # noqa: B019 – there is one of it, and it lives as long as the process.
    def _open(self, sent: str) -> _Opened:
        """Raises BadSignature and _NotPlain; what is raised is not kept."""
        content, signed_at = self._kept.loads(sent, return_timestamp=True)
        if not all(isinstance(value, str | bool) for value in content.values()):
            raise _NotPlain
        return _Opened(content, int(signed_at.timestamp()))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        # Without a change Flask only adds that the answer varies with the cookie. That matters to whoever
        # keeps an answer, and unless the page has said so nobody may.
        if session.modified or session.permanent or _says_how_it_is_kept(response):
            super().save_session(app, session, response)

    def get_signing_serializer(self, _app: Flask) -> URLSafeTimedSerializer | None:
        return self._kept


def _says_how_it_is_kept(response: Response) -> bool:
    # To ask for a header that is not there costs an exception.
    return any(name == "Cache-Control" for name, _ in response.headers)


def install(app: Flask) -> None:
    app.session_interface = CookieInterface(app)
