"""What people do in a browser, step by step, as the stories need it."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from playwright.sync_api import Locator, Page, expect

from lms.config import ROOT
from lms.courses.catalogue import load_catalogue
from lms.courses.model import Course, Question
from tests.browser.server import Server

COURSE = "spot-the-signs"


def load_course() -> Course:
    catalogue, _ = load_catalogue(ROOT / "courses", date(2026, 11, 25))
    return catalogue.get_course(COURSE)


def sign_in_by_code(page: Page, server: Server, email: str) -> None:
    """From the sign-in page: ask for a mail, and type the six digits that it brings."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/sign-in/code*")
    code = re.search(r"\b\d{3} ?\d{3}\b", server.newest_mail_to(email))
    assert code, "the mail has a code"
    page.get_by_label("6-digit code").fill(code.group())
    page.get_by_role("button", name="Continue").click()


def sign_in_by_link(page: Page, server: Server, email: str) -> None:
    """With the operator's one-time link."""
    page.goto(server.lms("sign-in-link", email))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def sign_up(page: Page, name: str, organisation: str) -> None:
    page.get_by_label("Full name").fill(name)
    choose_organisation(page, organisation)
    page.get_by_role("button", name="Start learning").click()


def choose_organisation(page: Page, organisation: str) -> None:
    """By typing the name where the picker is there, else from the plain list."""
    typed = page.get_by_role("combobox", name="Organisation")
    if typed.evaluate("field => field.tagName") == "SELECT":
        typed.select_option(label=organisation)
    else:
        typed.fill(organisation[:12])
        page.get_by_role("option", name=organisation, exact=True).click()


def take_course(page: Page, course: Course) -> None:
    """From the course's first step to its end, with the right responses."""
    for step in course.steps:
        if step.is_quiz:
            pass_quiz(page, course, step.key)
        else:
            expect(page.get_by_role("heading", level=1)).to_have_text(step.title)
            page.get_by_role("button", name="Continue").click()


def pass_quiz(page: Page, course: Course, key: str) -> None:
    page.get_by_role("button", name="Start the quiz").click()
    respond_to_all(page, course, key)
    page.get_by_role("button", name="Submit my answers").click()
    if key != course.steps[-1].key:
        expect(page.get_by_role("heading", level=1)).to_have_text("You passed")
        page.get_by_role("button", name=re.compile("^Continue: ")).click()


def respond_to_all(page: Page, course: Course, key: str) -> None:
    """Give the right response to each question on the page."""
    quiz = course.get_quiz(key)
    asked = page.locator("[data-question]")
    expect(asked).to_have_count(quiz.question_count)
    for block in asked.all():
        words = block.locator(".app-question__words").inner_text()
        respond(block, next(each for each in quiz.questions if plain(each.html) == plain(words)))


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def respond(block: Locator, question: Question) -> None:
    if question.kind == "order":
        for option in question.options:
            place = str(question.right_response.index(option.key) + 1)
            block.get_by_label(plain(option.html), exact=True).select_option(place)
    elif question.kind == "match":
        for prompt in question.prompts:
            block.get_by_label(plain(prompt.html), exact=True).select_option(prompt.answer)
    else:
        for key in question.correct_keys:
            block.locator(f'input[value="{key}"]').check()


def list_saved(page: Page) -> list[str]:
    """What the page says beside each question about saving it."""
    return [each.inner_text() for each in page.locator("[data-question] .app-saving").all()]
