"""What every response says to the browser, and what is refused before it is read."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.pages import Browser


def test_no_script_or_style_may_stand_in_a_page(browser: Browser) -> None:
    policy = browser.fetch("/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_page_may_not_be_framed(browser: Browser) -> None:
    assert "frame-ancestors 'none'" in browser.fetch("/").headers["Content-Security-Policy"]


def test_a_page_of_somebody_signed_in_is_not_kept_on_the_computer(browser: Browser, cast: Cast) -> None:
    assert browser.sign_in_as(cast.alice).fetch("/account").headers["Cache-Control"] == "no-store"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Browser) -> None:
    cookie = browser.fetch("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_body_that_is_too_large_is_413(browser: Browser) -> None:
    response = browser.client.post("/sign-in", data={"email": "a" * 1_100_000})
    assert response.status_code == 413


def test_an_address_that_is_too_long_is_414(browser: Browser) -> None:
    assert browser.fetch("/courses?" + "a" * 5_000).status_code == 414


def test_headers_that_are_too_large_are_431(browser: Browser) -> None:
    assert browser.fetch("/courses", headers={"X-Large": "a" * 40_000}).status_code == 431


def test_a_body_without_a_length_is_411(browser: Browser) -> None:
    response = browser.client.post("/sign-in", headers={"Transfer-Encoding": "chunked"})
    assert response.status_code == 411


@pytest.mark.parametrize(
    "path", ["/nothing-here", "/courses/nothing-here", "/courses/%00", "/reports/organisations/x"]
)
def test_what_does_not_exist_is_a_page_that_says_so(browser: Browser, cast: Cast, path: str) -> None:
    page = browser.sign_in_as(cast.cora).get(path, status=404)
    assert page.h1 == "Page not found"


@pytest.mark.parametrize("path", ["/partners?search=%00", "/organisations?search=North%00ford&page=2"])
def test_an_address_with_a_nul_in_its_question_is_400(browser: Browser, cast: Cast, path: str) -> None:
    assert browser.sign_in_as(cast.cora).fetch(path).status_code == 400


def test_a_form_with_a_nul_in_a_field_is_400(browser: Browser, cast: Cast) -> None:
    response = browser.sign_in_as(cast.cora).post("/organisations/new", name="North\0ford", sector="Health")
    assert response.status_code == 400


def test_a_form_without_its_token_is_refused(browser: Browser) -> None:
    assert browser.client.post("/sign-in", data={"email": "alice@example.org"}).status_code == 400
