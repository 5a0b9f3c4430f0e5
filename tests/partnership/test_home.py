"""The first page: what it is, the course to begin with, and the count."""

from __future__ import annotations

import pytest

from tests.pages import XHTML
from tests.partnership.people import train


def button(page):
    return next(
        (link.get("href"), "".join(link.itertext()))
        for link in page.main.iter(f"{XHTML}a")
        if link.get("role") == "button"
    )


def test_a_stranger_can_start_the_course_that_counts(browser):
    assert button(browser.get("/")) == ("/courses/first-steps", "Start First steps")


def test_a_learner_who_is_signed_in_goes_on(browser, cast):
    page = browser.sign_in_as(cast.alice).get("/")
    assert button(page) == ("/courses/first-steps/continue", "Continue First steps")


def test_it_tells_how_far_the_goal_is(browser, cast):
    train(cast.council, 2)
    assert "2 of 2,000 professionals trained so far." in browser.get("/").text


def test_it_says_how_long_the_course_takes(browser):
    assert "It takes about 10 minutes, in 2 parts." in browser.get("/").text


def test_a_figure_that_may_not_be_published_is_left_out(browser):
    assert "referrals of potential victims" not in browser.get("/").text


@pytest.mark.parametrize("path", ["/privacy", "/accessibility", "/partners", "/goal", "/report-a-concern"])
def test_every_public_page_can_be_read_without_signing_in(browser, path):
    assert browser.get(path).response.request.path == path
