"""The token against forged requests, which pages of one browser share."""

from __future__ import annotations

from flask import Flask

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


def test_a_form_without_a_token_is_refused(app: Flask, cast: Cast) -> None:
    browser = Browser(app).sign_in_as(cast.alice)
    browser.csrf_token()
    assert browser.client.post("/account/name", data={"name": "Alice A."}).status_code == 400


def test_the_token_is_not_that_of_the_session_before(app: Flask, cast: Cast) -> None:
    browser = Browser(app).sign_in_as(cast.alice)
    before = browser.csrf_token()
    browser.post("/sign-out")
    assert browser.csrf_token() != before
