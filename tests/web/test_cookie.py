"""What a browser carries in its signed cookie, and what it is worth."""

from __future__ import annotations

import time

import pytest
from flask import Flask, flash, get_flashed_messages

from lms.web import cookie
from lms.web.cookie import CookieInterface
from tests.cast import Cast
from tests.pages import Browser


def test_a_cookie_that_is_no_text_does_no_harm(browser: Browser) -> None:
    response = browser.fetch("/report-a-concern", headers={"Cookie": "theirs=\xff; other=1"})
    assert response.status_code == 200


def test_a_cookie_that_we_have_not_signed_is_nobodys(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.sign_in_as(cast.alice)
    assert browser.fetch("/account").status_code == 200
    cookie = browser.client.get_cookie("lms")
    assert cookie is not None
    words, _, signature = cookie.value.rpartition(".")
    other = f"{words}.{'b' if signature[0] == 'a' else 'a'}{signature[1:]}"
    for forged in (other, "x" * 20, f"{'x' * 6_000}.y.z"):
        for _ in range(2):
            answer = Browser(app).fetch("/account", headers={"Cookie": f"lms={forged}"})
            assert answer.location == "/sign-in?next=/account"


def test_a_cookie_that_is_older_than_a_sign_in_may_be_is_nobodys(
    app: Flask, browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.sign_in_as(cast.alice)
    assert browser.fetch("/account").status_code == 200
    later = time.time() + app.permanent_session_lifetime.total_seconds() + 2
    monkeypatch.setattr(time, "time", lambda: later)
    assert browser.fetch("/account").location == "/sign-in?next=/account"


def test_a_cookie_that_grows_with_each_request_is_not_kept(tiny_app: Flask) -> None:
    cookie.install(tiny_app)

    @tiny_app.get("/wait")
    def wait() -> str:
        flash("Waiting for the next page")
        return ""

    client = tiny_app.test_client()
    kept = CookieInterface._open.cache_info().currsize
    for _ in range(3):
        client.get("/wait")
    assert CookieInterface._open.cache_info().currsize == kept


@pytest.mark.parametrize("sent", [";".join(f"name{number}" for number in range(100)), "name=" + "x" * 2_000])
def test_cookies_that_no_browser_of_ours_has_are_read_but_not_kept(sent: str) -> None:
    kept = cookie._parse_kept.cache_info().currsize
    assert cookie.read_header(sent)
    assert cookie._parse_kept.cache_info().currsize == kept


def test_a_cookie_sent_again_tells_nothing_of_what_a_request_did_with_it(tiny_app: Flask) -> None:
    cookie.install(tiny_app)

    @tiny_app.get("/note/<words>")
    def note(words: str) -> list[str]:
        flash(words)
        return get_flashed_messages()

    @tiny_app.get("/wait")
    def wait() -> str:
        flash("Waiting for the next page")
        return ""

    client = tiny_app.test_client(use_cookies=False)
    sent = {"Cookie": client.get("/wait").headers["Set-Cookie"].partition(";")[0]}
    for words in ("First", "Second"):
        assert client.get(f"/note/{words}", headers=sent).json == ["Waiting for the next page", words]
