"""What a quiz says about saving is true: with the network cut, signed out, in a second tab."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW
from tests.browser.server import Server
from tests.browser.walking import COURSE, list_saved, load_course, respond_to_all, sign_in_by_link

QUIZ = "what-it-is/quiz"
NO_CONNECTION = "Not saved yet: no connection. We try again."


@pytest.fixture
def open_quiz(
    server: Server, open_browser: Callable[..., Page], request: pytest.FixtureRequest
) -> Callable[..., Page]:
    """Open a quiz in a browser of a new learner's."""

    def open_one(**options: object) -> Page:
        page, email = open_browser(**options), f"{request.node.name[:40]}@example.com"
        server.lms(
            "people", "add", "--email", email, "--name", "Noor Haddad", "--organisation", "Thrive Homes"
        )
        sign_in_by_link(page, server, email)
        page.goto(f"/courses/{COURSE}")
        page.get_by_role("button", name="Start", exact=True).click()
        page.goto(f"/courses/{COURSE}/{QUIZ}")
        page.get_by_role("button", name="Start the quiz").click()
        expect(page.locator("[data-question]").first).to_be_visible()
        return page

    return open_one


def status(page: Page) -> str:
    return page.locator("[data-quiz-status]").inner_text()


def test_what_is_called_saved_is_there_after_a_reload(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz(viewport=NARROW)
    page.locator('input[name="q1"]').nth(1).check()
    expect(page.locator("[data-quiz-status]")).to_have_text("Everything you chose is saved.")
    page.reload()
    expect(page.locator('input[name="q1"]').nth(1)).to_be_checked()
    assert list_saved(page)[:2] == ["Saved", ""]


def test_without_a_connection_nothing_is_called_saved_until_it_is(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz()
    page.context.set_offline(True)
    page.locator('input[name="q1"]').first.check()
    expect(page.locator("#question-1 .app-saving")).to_have_text(NO_CONNECTION)
    assert status(page) == NO_CONNECTION
    page.context.set_offline(False)
    expect(page.locator("#question-1 .app-saving")).to_have_text("Saved")


def test_whoever_submits_without_a_connection_loses_nothing(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz()
    page.context.set_offline(True)
    respond_to_all(page, load_course(), QUIZ)
    page.get_by_role("button", name="Submit my answers").click()
    expect(page.locator("[data-quiz-status]")).to_contain_text("Not sent: no connection.")
    page.context.set_offline(False)
    expect(page.locator("[data-quiz-status]")).to_have_text("Everything you chose is saved.")
    page.get_by_role("button", name="Submit my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed")


def test_submitting_sends_what_could_not_be_saved_before(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz()
    page.route("**/responses/*", lambda route: route.fulfill(status=503))
    respond_to_all(page, load_course(), QUIZ)
    page.get_by_role("button", name="Submit my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed")


def test_leaving_is_warned_of_only_while_something_is_not_saved(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz()
    warnings: list[str] = []
    page.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.accept()))
    page.locator('input[name="q1"]').first.check()
    expect(page.locator("#question-1 .app-saving")).to_have_text("Saved")
    page.reload()
    assert warnings == []
    page.route("**/responses/*", lambda route: route.abort())
    page.locator('input[name="q1"]').nth(1).check()
    expect(page.locator("#question-1 .app-saving")).to_have_text(NO_CONNECTION)
    page.reload()
    assert warnings == ["beforeunload"]


def test_whoever_is_signed_out_meanwhile_is_told_and_goes_on_after_signing_in(
    server: Server, open_quiz: Callable[..., Page], request: pytest.FixtureRequest
) -> None:
    page = open_quiz()
    other = page.context.new_page()
    other.goto("/account")
    other.get_by_role("button", name="Sign out", exact=True).click()
    page.bring_to_front()
    page.locator('input[name="q1"]').first.check()
    expect(page.locator("#question-1 .app-saving")).to_contain_text("you are signed out")
    expect(page.locator("#question-1 .app-saving a")).to_have_attribute("href", "/sign-in")
    sign_in_by_link(other, server, f"{request.node.name[:40]}@example.com")
    other.close()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("#question-1 .app-saving")).to_have_text("Saved")


def test_an_attempt_submitted_in_another_tab_is_said_to_be_closed(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz()
    other = page.context.new_page()
    other.goto(page.url)
    respond_to_all(other, load_course(), QUIZ)
    other.get_by_role("button", name="Submit my answers").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("You passed")
    page.locator('input[name="q1"]').first.check()
    said = page.locator("#question-1 .app-saving")
    expect(said).to_contain_text("You have submitted this attempt already.")
    said.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed")


def test_without_javascript_one_saves_and_comes_back_later(open_quiz: Callable[..., Page]) -> None:
    page = open_quiz(viewport=NARROW, java_script_enabled=False)
    page.locator('input[name="q1"]').nth(1).check()
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_role("main")).to_contain_text("You have answered 1 of")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator('input[name="q1"]').nth(1)).to_be_checked()
