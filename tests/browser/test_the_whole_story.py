"""The line through the whole product: a professional, her training lead, a stranger with her certificate."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.walking import COURSE, load_course, sign_in_by_code, sign_in_by_link, sign_up, take_course

NAME = "Siân Łukasz Ŵyn-Nguyễn"
ADDRESS = "sian@example.com"
ORGANISATION = "Watford Community Housing Trust"


def count_towards_goal(page: Page) -> int:
    response = page.request.get("/goal.json")
    return int(response.json()["professionals"] or 0)


def test_a_professional_learns_and_her_lead_and_a_stranger_can_tell(
    server: Server, open_browser: Callable[..., Page]
) -> None:
    learner, lead, stranger = open_browser(), open_browser(), open_browser()
    before = count_towards_goal(stranger)

    # The learner: from the first visit to the certificate.
    learner.goto(f"/courses/{COURSE}")
    learner.get_by_role("button", name="Sign in to start").click()
    sign_in_by_code(learner, server, ADDRESS)
    sign_up(learner, NAME, ORGANISATION)
    learner.get_by_role("button", name="Start", exact=True).click()
    take_course(learner, load_course())
    learner.get_by_role("button", name="Get your certificate").click()
    expect(learner.get_by_role("textbox")).to_have_value(NAME)
    learner.get_by_role("button", name="Get my certificate").click()
    link = learner.get_by_role("main").get_by_role("button", name="Download the certificate")
    pdf = learner.request.get(str(link.get_attribute("href"))).body()
    code = re.search(r"\b(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}\b", learner.get_by_role("main").inner_text())
    assert pdf.startswith(b"%PDF-")
    assert code

    # Her training lead: sees her, apart from those confirmed, and confirms her.
    server.lms(
        "people", "add", "--email", "lead@example.com", "--name", "Lena Kowalska",
        "--organisation", ORGANISATION, "--role", "training_lead",
    )  # fmt: skip
    sign_in_by_link(lead, server, "lead@example.com")
    lead.goto("/reports/organisations")
    row = lead.get_by_role("row").filter(has_text=NAME).filter(has_text="the essentials")
    expect(row).to_contain_text("Completed")
    expect(row).to_contain_text("Not confirmed")
    lead.goto(lead.url.split("?")[0].replace("/reports", "").rstrip("/") + "/people")
    lead.get_by_role("button", name=re.compile(f"^Confirm.*{NAME}")).click()
    lead.goto("/reports/organisations")
    expect(
        lead.get_by_role("row").filter(has_text=NAME).filter(has_text="the essentials")
    ).not_to_contain_text("Not confirmed")

    # The partnership's count moved by one.
    assert count_towards_goal(stranger) == before + 1

    # The stranger: types the code, without signing in.
    stranger.goto("/verify")
    stranger.get_by_role("textbox").fill(code.group().lower().replace("-", " "))
    stranger.get_by_role("main").get_by_role("button").click()
    expect(stranger.get_by_role("main")).to_contain_text("valid")
    expect(stranger.get_by_role("main")).to_contain_text(NAME)
