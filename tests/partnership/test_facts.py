"""Coordinators see which facts are due, and are told before: once."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from lms.config import ROOT
from lms.courses.catalogue import load_catalogue
from lms.extensions import db
from lms.partnership.fact_list import list_fact_reviews
from lms.partnership.fact_notices import tell_of_due_facts
from lms.partnership.models import FactNotice
from tests.accounts.post import letters, newest
from tests.cast import make_person

REAL, TODAY = ROOT / "courses", date(2026, 11, 25)
DAYS_TO_NOTICE = 311  # from the tests' day to 30 days before the tests' facts are due


def tell() -> int:
    """What the worker does at one of its rounds."""
    told = tell_of_due_facts()
    db.session.commit()
    return told


def test_the_page_lists_every_fact_with_owner_and_uses(browser, cast):
    text = browser.sign_in_as(cast.cora).get("/facts").text
    assert (
        "Helpline 01632 960 001Source: The tests In order 1 November 2027 The tests Report a concern" in text
    )


def test_the_page_says_what_awaits_sign_off_first(browser, cast):
    text = browser.sign_in_as(cast.cora).get("/facts").text
    assert text.index("Emergency by text") < text.index("Helpline 01632")


def test_coordinators_find_the_page_from_their_account(browser, cast):
    assert "/facts" in browser.sign_in_as(cast.cora).get("/account").links


def test_nobody_else_is_offered_the_page(browser, cast):
    assert "/facts" not in browser.sign_in_as(cast.lena).get("/account").links


def test_the_front_pages_figures_are_known_to_be_used():
    reviews = list_fact_reviews(REAL, load_catalogue(REAL, TODAY)[0], TODAY)
    used = {review.fact.key: [use.place for use in review.uses] for review in reviews}
    assert "The front page" in used["nrm-2025"]


def test_nobody_is_told_before_the_time(cast, moved_clock, mail_folder):
    moved_clock.move(days=DAYS_TO_NOTICE - 1)
    assert tell() == 0


def test_every_coordinator_gets_one_mail_thirty_days_before(cast, moved_clock, mail_folder):
    moved_clock.move(days=DAYS_TO_NOTICE)
    assert tell() > 1
    [letter] = letters(mail_folder)
    assert letter.to == cast.cora.email
    assert "Helpline\nDue on 1 November 2027. Owner: The tests." in letter.text.replace("\r", "")


def test_a_fact_is_told_of_once(cast, moved_clock, mail_folder):
    moved_clock.move(days=DAYS_TO_NOTICE)
    tell()
    moved_clock.move(days=50)
    assert tell() == 0
    assert len(letters(mail_folder)) == 1


def test_the_mail_leads_to_the_page(cast, moved_clock, mail_folder):
    moved_clock.move(days=DAYS_TO_NOTICE)
    tell()
    assert "http://localhost/facts" in newest(mail_folder).text


def test_the_notice_waits_for_somebody_who_can_get_mail(app, moved_clock, mail_folder):
    make_person("Coordinator of Nowhere", is_coordinator=True)
    moved_clock.move(days=DAYS_TO_NOTICE)
    assert tell() == 0
    assert db.session.scalar(select(func.count()).select_from(FactNotice)) == 0
