"""A certificate says that its course has changed since, and stays what it was."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from lms.extensions import db
from lms.learning.models import Completion
from tests.certificates.completed import certify, make_completion, make_earlier_completion
from tests.pages import Browser

CHANGE = "/courses/first-steps/changes/3"
CHANGED = "This course changed on 1 June 2026, after"


@pytest.fixture
def trained_before(cast):
    """Alice's certificate of the course at version 2."""
    completion = make_earlier_completion(cast.alice, days=200)
    db.session.execute(update(Completion).values(course_version=2))
    db.session.commit()
    return certify(completion)


def address(certificate):
    return f"/certificates/{certificate.uuid}"


def test_my_certificates_offer_what_has_changed(alices, trained_before):
    page = alices.get("/certificates")
    assert f"{CHANGED} you trained." in page.text
    assert CHANGE in page.links


def test_the_page_of_the_certificate_offers_it_too(alices, trained_before):
    page = alices.get(address(trained_before))
    assert f"{CHANGED} you trained." in page.text
    assert CHANGE in page.links


def test_both_say_when_it_was_read(alices, trained_before):
    alices.send(alices.get(CHANGE))
    for path in ("/certificates", address(trained_before)):
        assert "on 25 November 2026." in alices.get(path).text


def test_the_certificate_stays_valid(alices, trained_before):
    assert "Valid" in alices.get(address(trained_before)).text
    assert "This certificate is valid" in alices.get(f"/verify/{trained_before.code}").text


def test_a_stranger_who_verifies_it_learns_nothing_of_it(stranger, trained_before):
    assert "changed on" not in stranger.get(f"/verify/{trained_before.code}").text


def test_a_lead_sees_the_change_but_not_whether_it_was_read(app, cast, trained_before):
    page = Browser(app).sign_in_as(cast.lena).get(address(trained_before))
    assert f"{CHANGED} this completion." in page.text
    assert CHANGE not in page.links


def test_a_certificate_of_the_newest_version_says_nothing(alices, certificate):
    assert "changed on" not in alices.get("/certificates").text
    assert "changed on" not in alices.get(address(certificate)).text


def test_a_certificate_that_was_replaced_says_nothing(alices, cast, trained_before):
    certify(make_completion(cast.alice))
    assert "changed on" not in alices.get("/certificates").text
    assert "changed on" not in alices.get(address(trained_before)).text
