"""A learner's browser, as far as speed is concerned: one connection that is kept, cookies, forms."""

from __future__ import annotations

import http.client
import math
import re
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit

TIMEOUT_SECONDS = 60
CSRF_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
FORM = re.compile(r'<form method="post"(?: action="([^"]*)")?')


class UnexpectedAnswer(Exception):
    """The server answered otherwise than the work needs, so that there is nothing to measure."""


class TimeIsUp(Exception):
    """Asked to go on after `until`."""


@dataclass(frozen=True)
class Answer:
    status: int
    path: str
    location: str
    body: bytes

    @property
    def main(self) -> str:
        """The page without what is round every page."""
        return self.body.decode().partition("<main")[2]

    @property
    def csrf_token(self) -> str:
        found = CSRF_TOKEN.search(self.main)
        if not found:
            raise UnexpectedAnswer(f"no form on {self.path}")
        return found[1]


class Client:
    """Keeps its connection, its cookies and how long answers took. Not to be shared by threads."""

    def __init__(self, url: str, cookies: Mapping[str, str] | None = None, until: float = math.inf) -> None:
        """`until` is when to stop, by the monotonic clock."""
        self._until = until
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=TIMEOUT_SECONDS)
        self._cookies = dict(cookies or {})
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def get(self, path: str, kind: str = "") -> Answer:
        """Raises UnexpectedAnswer for anything but 200. The time is kept under `kind`."""
        return self._ask("GET", path, None, 200, kind)

    def post(
        self, path: str, fields: Mapping[str, str | list[str]], kind: str = "", expect: int = 303
    ) -> Answer:
        return self._ask("POST", path, urlencode(fields, doseq=True), expect, kind)

    def send_form(self, page: Answer, fields: Mapping[str, str | list[str]], kind: str = "") -> Answer:
        """Send the first form of the page's own part."""
        form = FORM.search(page.main)
        action = unescape(form[1]) if form and form[1] else page.path
        return self.post(action, {"csrf_token": page.csrf_token, **fields}, kind)

    def _ask(self, method: str, path: str, body: str | None, expect: int, kind: str) -> Answer:
        if time.monotonic() > self._until:
            raise TimeIsUp
        started = time.perf_counter()
        try:
            response = self._send(method, path, body)
        except ConnectionError:
            # The server closes connections that lie idle; a browser opens another one, too.
            self._connection.close()
            response = self._send(method, path, body)
        content = response.read()
        self.seconds[kind].append(time.perf_counter() - started)
        self._remember(response)
        if response.status != expect:
            told = content[:500].decode(errors="replace")
            raise UnexpectedAnswer(f"{method} {path}: {response.status}, not {expect}: {told}")
        return Answer(response.status, path, response.getheader("Location", ""), content)

    def _send(self, method: str, path: str, body: str | None) -> http.client.HTTPResponse:
        self._connection.request(method, path, body, self._headers(body))
        return self._connection.getresponse()

    def _headers(self, body: str | None) -> dict[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        return headers if body is None else headers | {"Content-Type": "application/x-www-form-urlencoded"}

    def _remember(self, response: http.client.HTTPResponse) -> None:
        for header in response.msg.get_all("Set-Cookie", ()):
            name, _, value = header.partition(";")[0].partition("=")
            self._cookies[name] = value
