"""Whoever completes a course again gets a new certificate; the old one says that it was replaced."""

from __future__ import annotations

import pytest

from lms.certificates.verification import State, state
from lms.clock import today
from lms.errors import NotAllowed
from lms.extensions import db
from tests.certificates.completed import certify, make_completion, make_earlier_completion


@pytest.fixture
def old(cast):
    return certify(make_earlier_completion(cast.alice, days=700))


@pytest.fixture
def renewed(cast, old):
    return certify(make_completion(cast.alice))


def test_the_old_certificate_is_valid_until_the_new_one_is_issued(cast, old):
    make_completion(cast.alice)
    assert state(old, today()) == State.VALID


def test_the_new_certificate_replaces_the_old_one(old, renewed):
    assert (state(old, today()), state(renewed, today())) == (State.REPLACED, State.VALID)


def test_the_new_certificate_has_a_code_of_its_own(old, renewed):
    assert old.code != renewed.code


def test_both_stay_in_the_list_with_their_pdfs(alices, old, renewed):
    links = alices.get("/certificates").links
    assert f"/certificates/{old.uuid}.pdf" in links
    assert f"/certificates/{renewed.uuid}.pdf" in links


def test_the_old_certificate_cannot_be_corrected_any_more(alices, old, renewed):
    assert f"/certificates/{old.uuid}/reissue" not in alices.get("/certificates").links
    assert "no longer in use" in alices.get(f"/certificates/{old.uuid}/reissue").text


def test_the_certificate_of_somebody_else_is_not_replaced(cast, old):
    certify(make_completion(cast.una))
    assert state(old, today()) == State.VALID


def test_a_revoked_certificate_stays_revoked(cast, old):
    old.revoked_at, old.revoked_reason = old.issued_at, "A mistake"
    db.session.commit()
    certify(make_completion(cast.alice))
    assert state(old, today()) == State.REVOKED


def test_a_completion_that_was_followed_by_a_certified_one_is_not_offered(alices, cast):
    make_earlier_completion(cast.alice, days=700)
    certify(make_completion(cast.alice))
    assert "Get my certificate" not in alices.get("/certificates").text


def test_a_completion_that_was_followed_by_a_certified_one_gets_no_certificate(cast):
    earlier = make_earlier_completion(cast.alice, days=700)
    certify(make_completion(cast.alice))
    with pytest.raises(NotAllowed):
        certify(earlier)
