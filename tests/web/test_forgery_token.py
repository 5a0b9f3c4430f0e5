"""The token against forged requests, which pages of one browser share."""

from __future__ import annotations

import pytest
from flask import Flask, session

from lms.web import cookie, forgery
from lms.web.forgery import csrf_token
from tests.cast import Cast
from tests.pages import Browser


def test_a_form_is_taken_with_the_token_of_another_page_of_the_same_browser(app: Flask, cast: Cast) -> None:
    browser = Browser(app).sign_in_as(cast.alice)
    token = browser.csrf_token()
    browser.get("/courses")
    response = browser.client.post("/account/name", data={"csrf_token": token, "name": "Alice A."})
    assert response.status_code == 303


def test_the_token_of_another_browser_is_refused(app: Flask, cast: Cast) -> None:
    token = Browser(app).sign_in_as(cast.una).csrf_token()
    browser = Browser(app).sign_in_as(cast.alice)
    browser.csrf_token()
    response = browser.client.post("/account/name", data={"csrf_token": token, "name": "Alice A."})
    assert response.status_code == 400


def test_a_token_that_was_good_for_its_own_browser_is_refused_from_another(app: Flask, cast: Cast) -> None:
    unas = Browser(app).sign_in_as(cast.una)
    token = unas.csrf_token()
    assert unas.client.post("/account/name", data={"csrf_token": token, "name": "Una"}).status_code == 303
    browser = Browser(app).sign_in_as(cast.alice)
    browser.csrf_token()
    for _ in range(2):
        response = browser.client.post("/account/name", data={"csrf_token": token, "name": "Alice A."})
        assert response.status_code == 400


def test_a_forged_token_is_refused(app: Flask, cast: Cast) -> None:
    browser = Browser(app).sign_in_as(cast.alice)
    # Not its last letter, of which base64 leaves two bits unused.
    words, _, signature = browser.csrf_token().rpartition(".")
    forged = f"{words}.{'b' if signature[0] == 'a' else 'a'}{signature[1:]}"
    response = browser.client.post("/account/name", data={"csrf_token": forged, "name": "Alice A."})
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("referrer", "status"),
    [
        ("https://localhost/account/name", 303),
        ("https://evil.example/account/name", 400),
        ("http://localhost/account/name", 400),
        (None, 400),
    ],
)
def test_over_https_a_form_comes_from_a_page_of_ours(
    app: Flask, cast: Cast, referrer: str | None, status: int
) -> None:
    browser = Browser(app).sign_in_as(cast.alice)
    data = {"csrf_token": browser.csrf_token(), "name": "Alice A."}
    headers = {"Referer": referrer} if referrer else {}
    for _ in range(2):
        sent = browser.client.post("/account/name", base_url="https://localhost", data=data, headers=headers)
        assert sent.status_code == status


def test_a_form_without_a_token_is_refused(app: Flask, cast: Cast) -> None:
    browser = Browser(app).sign_in_as(cast.alice)
    browser.csrf_token()
    assert browser.client.post("/account/name", data={"name": "Alice A."}).status_code == 400


def test_the_token_is_not_that_of_the_session_before(app: Flask, cast: Cast) -> None:
    browser = Browser(app).sign_in_as(cast.alice)
    before = browser.csrf_token()
    browser.post("/sign-out")
    assert browser.csrf_token() != before


def test_a_session_that_is_cleared_gets_a_token_of_its_own(tiny_app: Flask) -> None:
    cookie.install(tiny_app)
    forgery.install(tiny_app)
    tiny_app.config["WTF_CSRF_ENABLED"] = True

    @tiny_app.get("/token")
    def token() -> str:
        return csrf_token()

    @tiny_app.post("/leave")
    def leave() -> str:
        session.clear()
        return csrf_token()

    client = tiny_app.test_client()
    before = client.get("/token").text
    # As if another process had drawn that page: this one signs for itself before it takes the form.
    forgery._sign.cache_clear()
    after = client.post("/leave", data={"csrf_token": before}).text
    assert client.post("/leave", data={"csrf_token": after}).status_code == 200
    assert client.post("/leave", data={"csrf_token": before}).status_code == 400
