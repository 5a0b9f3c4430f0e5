"""Report a concern: in the right order, only with what may be published, and whatever else is broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lms.config import ROOT
from lms.courses.catalogue import load_catalogue
from lms.courses.facts import Facts
from lms.courses.live import catalogue
from lms.partnership.concern import EMERGENCY_NUMBER, build_advice

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def real_facts():
    return load_catalogue(ROOT / "courses", TODAY)[0].facts


def keys(advice):
    return [way.fact.key for way in advice.ways]


def test_the_emergency_comes_first_and_the_safeguarding_lead_last(browser):
    text = browser.get("/report-a-concern").text
    order = ["999", "101", "Crimestoppers", "Children's services", "Adult social care", "Helpline"]
    places = [text.index(each) for each in [*order, "Tell your own safeguarding lead"]]
    assert places == sorted(places)


def test_every_number_can_be_called_with_one_press(browser):
    links = browser.get("/report-a-concern").links
    assert {"tel:999", "tel:101", "tel:01632960001", "tel:01632960002"} <= set(links)


def test_online_reports_are_links(browser):
    assert "https://police.example/report" in browser.get("/report-a-concern").links


def test_the_helpline_has_its_note(browser):
    assert "Open every day." in browser.get("/report-a-concern").text


def test_the_date_and_source_of_each_number_are_told(browser):
    assert "Helpline: checked 1 November 2026. Source: The tests." in browser.get("/report-a-concern").text


def test_what_nobody_has_checked_is_not_said_to_be_checked(browser):
    text = browser.get("/report-a-concern").text
    assert "Emergency by text: awaiting sign-off. Source: The tests." in text


def test_who_is_exploited_is_told_that_the_numbers_are_for_them_too(browser):
    assert "You can use these numbers for yourself too." in browser.get("/report-a-concern").text


def test_an_unconfirmed_fact_is_left_out(app):
    with app.app_context():
        facts = catalogue().facts
    doubtful = {**facts.by_key, "helpline": replace(facts.by_key["helpline"], status="unconfirmed")}
    assert "helpline" not in keys(build_advice(Facts(doubtful), TODAY))


def test_an_overdue_number_is_shown_and_said_to_be_overdue(browser, moved_clock):
    moved_clock.move(days=700)
    assert "due to be checked again" in browser.get("/report-a-concern").text


def test_a_step_without_any_fact_is_left_out(app):
    with app.app_context():
        facts = catalogue().facts
    without = {key: fact for key, fact in facts.by_key.items() if key != "crimestoppers"}
    headings = [heading for heading, _ in build_advice(Facts(without), TODAY).steps]
    assert "You do not want to give your name" not in headings


def test_the_emergency_number_of_last_resort_is_the_fact(real_facts):
    assert real_facts.published("emergency").value == EMERGENCY_NUMBER


def test_the_real_facts_fill_every_step(real_facts):
    advice = build_advice(real_facts, TODAY)
    assert keys(advice) == [
        "emergency",
        "emergency-text",
        "emergency-silent",
        "police",
        "police-online",
        "crimestoppers",
        "children",
        "adults",
        "helpline",
        "helpline-form",
    ]


def test_the_page_stands_without_the_database(without_database):
    page = without_database(ROOT / "tests" / "content").get("/report-a-concern")
    assert {"tel:999", "tel:01632960002"} <= set(page.links)


def test_without_facts_the_emergency_number_is_still_there(without_database, tmp_path):
    page = without_database(tmp_path / "no-courses").get("/report-a-concern")
    assert [link for link in page.links if link.startswith("tel:")] == ["tel:999"]
