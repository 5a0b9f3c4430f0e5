"""axe finds nothing on any page, wide and narrow, and no page has to be scrolled sideways."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE
from tests.browser.server import COORDINATOR, Server
from tests.browser.walking import COURSE, load_course, respond_to_all, sign_in_by_code, sign_in_by_link

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LEARNER = "ada.learner@example.com"
COUNCIL = "Watford Borough Council"

PUBLIC = [
    "/",
    "/courses",
    "/courses/spot-the-signs",
    "/goal",
    "/report-a-concern",
    "/partners",
    "/privacy",
    "/accessibility",
    "/verify",
    "/verify/2222-2222-2222",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/password",
    "/sign-in/link/nobody-has-this",
    "/nothing-here",
]
LEARNERS = [
    "/account",
    "/account/name",
    "/account/organisation",
    "/account/password",
    "/account/setting",
    "/certificates",
    "/invitations",
    "/courses/spot-the-signs",
    *[f"/courses/{COURSE}/{step.key}" for step in load_course().steps],
]
COORDINATORS = [
    "/organisations",
    "/organisations/new",
    "/reports/organisations",
    "/reports/confidence",
    "/reports/practice",
    "/courses",
    "/facts",
]


def list_problems(page: Page) -> list[str]:
    """What axe says, each with the element it says it of."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{page.url} {each['id']}: {each['nodes'][0]['html']}" for each in found]


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def check(page: Page) -> list[str]:
    return list_problems(page) + ([f"{page.url} scrolls sideways"] if is_too_wide(page) else [])


def find_certificate(server: Server) -> tuple[UUID, str, str]:
    """The uuid, the code and the owner's address of a valid certificate among the fictional ones."""
    query = """
        SELECT certificates.uuid, code, email FROM certificates JOIN people ON people.id = person_id
        WHERE replaced_at IS NULL AND revoked_at IS NULL AND expires_on > date('now') ORDER BY code LIMIT 1
    """
    with closing(sqlite3.connect(server.instance / "lms.sqlite3")) as database:
        uuid, code, email = database.execute(query).fetchone()
    return UUID(uuid), code, email


def find_trained_before(server: Server) -> str:
    """The address of a fictional learner who completed the course before it changed."""
    query = """
        SELECT email FROM completions JOIN people ON people.id = person_id
        WHERE course = ? AND course_version = 1 ORDER BY completions.id DESC LIMIT 1
    """
    with closing(sqlite3.connect(server.instance / "lms.sqlite3")) as database:
        (email,) = database.execute(query, [COURSE]).fetchone()
    return str(email)


def check_all(page: Page, paths: list[str]) -> list[str]:
    problems = []
    for path in paths:
        page.goto(path)
        problems += check(page)
    return problems


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "320"])
class TestEveryPage:
    def test_that_anyone_sees(self, open_browser: Callable[..., Page], viewport: dict[str, int]) -> None:
        assert check_all(open_browser(viewport=viewport), PUBLIC) == []

    def test_that_a_learner_sees(
        self, server: Server, open_browser: Callable[..., Page], viewport: dict[str, int]
    ) -> None:
        page, email = open_browser(viewport=viewport), f"{viewport['width']}.{LEARNER}"
        server.lms("people", "add", "--email", email, "--name", "Ada Learner", "--organisation", COUNCIL)
        sign_in_by_link(page, server, email)
        page.goto(f"/courses/{COURSE}")
        page.get_by_role("button", name="Start", exact=True).click()
        assert check_all(page, LEARNERS) == []

    def test_of_a_quiz_from_its_questions_to_its_result(
        self, server: Server, open_browser: Callable[..., Page], viewport: dict[str, int]
    ) -> None:
        page, email = open_browser(viewport=viewport), f"quiz.{viewport['width']}.{LEARNER}"
        server.lms("people", "add", "--email", email, "--name", "Ada Learner", "--organisation", COUNCIL)
        sign_in_by_link(page, server, email)
        page.goto(f"/courses/{COURSE}")
        page.get_by_role("button", name="Start", exact=True).click()
        page.goto(f"/courses/{COURSE}/what-it-is/quiz")
        page.get_by_role("button", name="Start the quiz").click()
        problems = check(page)
        page.get_by_role("button", name="Submit my answers").click()
        expect(page).to_have_title(re.compile("^Error: "))
        problems += check(page)
        respond_to_all(page, load_course(), "what-it-is/quiz")
        problems += check(page)
        page.get_by_role("button", name="Submit my answers").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("You passed")
        assert problems + check(page) == []

    def test_that_a_coordinator_sees(
        self, server: Server, open_browser: Callable[..., Page], viewport: dict[str, int]
    ) -> None:
        page = open_browser(viewport=viewport)
        sign_in_by_link(page, server, COORDINATOR)
        problems = check_all(page, COORDINATORS)
        page.goto("/reports/organisations")
        report = page.get_by_role("link", name="Hertfordshire Constabulary").first.get_attribute("href")
        organisation = str(report).removeprefix("/reports").partition("?")[0]
        own = [f"{organisation}/{each}" for each in ("people", "settings", "invitations/new")]
        assert problems + check_all(page, [str(report), *own]) == []

    def test_with_errors_in_its_form(
        self, server: Server, open_browser: Callable[..., Page], viewport: dict[str, int]
    ) -> None:
        page, problems = open_browser(viewport=viewport), []
        sign_in_by_link(page, server, COORDINATOR)
        for path in ("/account/name", "/account/password", "/account/organisation", "/organisations/new"):
            page.goto(path)
            for field in page.get_by_role("main").get_by_role("textbox").all():
                field.fill("")
            page.get_by_role("main").locator("form button[type='submit']").first.click()
            expect(page).to_have_title(re.compile("^Error: "))
            problems += check(page)
        assert problems == []

    def test_of_a_certificate(
        self, server: Server, open_browser: Callable[..., Page], viewport: dict[str, int]
    ) -> None:
        uuid, code, owner = find_certificate(server)
        coordinator, learner = open_browser(viewport=viewport), open_browser(viewport=viewport)
        sign_in_by_link(coordinator, server, COORDINATOR)
        sign_in_by_link(learner, server, owner)
        shown = [f"/certificates/{uuid}", f"/certificates/{uuid}/revoke", f"/verify/{code}"]
        own = ["/certificates", f"/certificates/{uuid}/reissue", f"/courses/{COURSE}/completed"]
        assert check_all(coordinator, shown) + check_all(learner, own) == []

    def test_that_tells_what_has_changed(
        self, server: Server, open_browser: Callable[..., Page], viewport: dict[str, int]
    ) -> None:
        page = open_browser(viewport=viewport)
        sign_in_by_link(page, server, find_trained_before(server))
        page.goto(f"/courses/{COURSE}")
        link = page.get_by_role("link", name=re.compile("^(See|read) what (has )?changed"))
        page.goto(str(link.first.get_attribute("href")))
        expect(page.get_by_role("main").get_by_role("heading", level=1)).to_contain_text("changed")
        assert check(page) == []

    def test_that_asks_before_the_course(
        self, server: Server, open_browser: Callable[..., Page], viewport: dict[str, int]
    ) -> None:
        page, email = open_browser(viewport=viewport), f"asked.{viewport['width']}.{LEARNER}"
        server.lms("people", "add", "--email", email, "--name", "Ada Learner", "--organisation", COUNCIL)
        sign_in_by_link(page, server, email)
        page.goto(f"/courses/{COURSE}")
        page.get_by_role("button", name="Start", exact=True).click()
        page.get_by_role("link", name="Answer the questions").click()
        problems = check(page)
        page.get_by_role("button", name="Send my answers").click()
        expect(page).to_have_title(re.compile("^Error: "))
        problems += check(page)
        for group in page.get_by_role("main").get_by_role("group").all():
            group.get_by_role("radio").last.check()
        page.get_by_role("button", name="Send my answers").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
        assert problems + check(page) == []

    def test_where_a_new_learner_says_who_they_are(
        self, server: Server, open_browser: Callable[..., Page], viewport: dict[str, int]
    ) -> None:
        page, email = open_browser(viewport=viewport), f"new.{viewport['width']}@example.com"
        page.goto("/sign-in")
        sign_in_by_code(page, server, email)
        page.wait_for_url("**/sign-up*")
        problems = check(page)
        page.get_by_role("button", name="Start learning").click()
        expect(page).to_have_title(re.compile("^Error: "))
        assert problems + check(page) == []
