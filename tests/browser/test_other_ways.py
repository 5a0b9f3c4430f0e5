"""The same without JavaScript, by keyboard alone, on another device, and out again in a hurry."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW
from tests.browser.server import Server
from tests.browser.walking import (
    COURSE,
    load_course,
    respond_to_all,
    sign_in_by_code,
    sign_in_by_link,
    sign_up,
)

WEATHER = "https://www.bbc.co.uk/**"


def add_learner(server: Server, email: str) -> None:
    server.lms("people", "add", "--email", email, "--name", "Noor Haddad", "--organisation", "Thrive Homes")


def start_course(page: Page) -> None:
    page.goto(f"/courses/{COURSE}")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(load_course().steps[0].title)


def test_one_signs_up_and_passes_a_quiz_on_a_phone_without_javascript(
    server: Server, open_browser: Callable[..., Page]
) -> None:
    page = open_browser(viewport=NARROW, java_script_enabled=False)
    page.goto(f"/courses/{COURSE}")
    page.get_by_role("button", name="Sign in to start").click()
    sign_in_by_code(page, server, "plain@example.com")
    sign_up(page, "Plain Jane", "Mind in Mid Herts")
    page.get_by_role("button", name="Start", exact=True).click()
    page.goto(f"/courses/{COURSE}/what-it-is/quiz")
    page.get_by_role("button", name="Start the quiz").click()
    respond_to_all(page, load_course(), "what-it-is/quiz")
    page.get_by_role("button", name="Submit my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed")


def test_a_lesson_and_a_question_need_only_a_keyboard(
    server: Server, open_browser: Callable[..., Page]
) -> None:
    page = open_browser()
    add_learner(server, "keys@example.com")
    sign_in_by_link(page, server, "keys@example.com")
    start_course(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    press_until(page, "Tab", page.get_by_role("button", name="Continue").evaluate_handle("each => each"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(load_course().steps[1].title)

    page.goto(f"/courses/{COURSE}/what-it-is/quiz")
    page.get_by_role("button", name="Start the quiz").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/attempts/**")
    press_until(page, "Tab", page.locator('input[name="q1"]').first.evaluate_handle("each => each"))
    page.keyboard.press("Space")
    expect(page.locator("#question-1 .app-saving")).to_have_text("Saved")
    later = page.get_by_role("button", name="Save and come back later")
    press_until(page, "Tab", later.evaluate_handle("each => each"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("You have answered 1 of")


def press_until(page: Page, key: str, wanted: object) -> None:
    """Press a key until the element has the focus, as somebody without a pointer would."""
    for _ in range(60):
        if page.evaluate("each => document.activeElement === each", wanted):
            return
        page.keyboard.press(key)
    raise AssertionError("the keyboard never reaches it")


def test_one_goes_on_with_what_was_chosen_on_another_device(
    server: Server, open_browser: Callable[..., Page]
) -> None:
    desk, phone = open_browser(), open_browser(viewport=NARROW)
    add_learner(server, "two.devices@example.com")
    sign_in_by_link(desk, server, "two.devices@example.com")
    start_course(desk)
    desk.goto(f"/courses/{COURSE}/what-it-is/quiz")
    desk.get_by_role("button", name="Start the quiz").click()
    desk.locator('input[name="q1"]').nth(1).check()
    expect(desk.locator("#question-1 .app-saving")).to_have_text("Saved")

    sign_in_by_link(phone, server, "two.devices@example.com")
    phone.goto(f"/courses/{COURSE}")
    phone.get_by_role("main").get_by_role("button", name="Continue").click()
    expect(phone).to_have_url(f"{desk.url}#question-2")
    expect(phone.locator('input[name="q1"]').nth(1)).to_be_checked()


def test_a_wrong_code_is_told_beside_the_field_and_the_code_is_kept(
    server: Server, open_browser: Callable[..., Page]
) -> None:
    page = open_browser()
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill("wrong.code@example.com")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("6-digit code").fill("12345")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_label("6-digit code")).to_have_value("12345")
    expect(page).to_have_title(re.compile("^Error: "))


@pytest.mark.parametrize("way", ["button", "keyboard"])
def test_exit_this_page_leaves_no_way_back(open_browser: Callable[..., Page], way: str) -> None:
    page = open_browser()
    page.route(WEATHER, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page.goto("/report-a-concern")
    if way == "button":
        page.get_by_role("button", name="Exit this page").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(WEATHER)
    page.go_back()
    page.wait_for_timeout(500)
    assert "report-a-concern" not in page.url
