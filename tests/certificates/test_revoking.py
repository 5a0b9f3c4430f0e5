"""A coordinator takes a certificate back, with a reason, for good."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from lms.audit.models import AuditEntry
from lms.certificates.models import Certificate
from lms.extensions import db
from tests.certificates.completed import certify, make_completion

REASON = "Somebody else sat the quiz"


def revoke(browser, certificate, reason=REASON, status=200):
    return browser.send(browser.get(f"/certificates/{certificate.uuid}/revoke"), status=status, reason=reason)


def reload(certificate):
    db.session.rollback()
    return db.session.get_one(Certificate, certificate.id, populate_existing=True)


def test_a_revoked_certificate_is_marked_with_its_reason(coras, certificate):
    page = revoke(coras, certificate)
    assert REASON in page.text
    assert reload(certificate).revoked_reason == REASON


def test_the_owner_reads_the_reason(alices, coras, certificate):
    revoke(coras, certificate)
    assert REASON in alices.get("/certificates").text
    assert REASON in alices.get(f"/certificates/{certificate.uuid}").text


def test_the_training_lead_sees_that_it_was_revoked_and_not_why(stranger, cast, coras, certificate):
    revoke(coras, certificate)
    page = stranger.sign_in_as(cast.lena).get(f"/certificates/{certificate.uuid}")
    assert "was revoked on" in page.text
    assert REASON not in page.text


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("   ", "Enter why you are revoking this certificate"),
        ("x" * 501, "The reason must be 500 characters or fewer"),
    ],
)
def test_without_a_sensible_reason_nothing_is_revoked(coras, certificate, reason, message):
    page = revoke(coras, certificate, reason, status=422)
    assert page.errors == [message]
    assert reload(certificate).revoked_at is None


def test_revoked_twice_the_first_reason_stands(coras, certificate):
    page = coras.get(f"/certificates/{certificate.uuid}/revoke")
    coras.send(page, reason=REASON)
    coras.send(page, reason="Another reason")
    assert reload(certificate).revoked_reason == REASON


def test_the_act_is_on_the_record_once_with_who_did_it(coras, cast, certificate):
    page = coras.get(f"/certificates/{certificate.uuid}/revoke")
    coras.send(page, reason=REASON)
    coras.send(page, reason=REASON)
    entry = db.session.scalars(select(AuditEntry).filter_by(action="certificates.revoked")).one()
    assert (entry.actor_id, entry.subject_uuid) == (cast.cora.id, certificate.uuid)


@pytest.mark.parametrize("who", ["alice", "lena", "harold"])
def test_for_everybody_else_there_is_no_such_page(stranger, cast, certificate, who):
    browser = stranger.sign_in_as(getattr(cast, who))
    browser.get(f"/certificates/{certificate.uuid}/revoke", status=404)
    assert browser.post(f"/certificates/{certificate.uuid}/revoke", reason=REASON).status_code == 404
    assert reload(certificate).revoked_at is None


def test_a_revoked_certificate_is_not_issued_again_by_a_click(alices, coras, completion, certificate):
    revoke(coras, certificate)
    assert "Get my certificate" not in alices.get("/certificates").text
    alices.post(f"/certificates/completions/{completion.uuid}/issue", name="Alice")
    assert len(db.session.scalars(select(Certificate)).all()) == 1


def test_who_learns_again_gets_a_certificate_again(alices, coras, cast, certificate):
    revoke(coras, certificate)
    make_completion(cast.alice)
    assert "Your certificate is ready, made out to" in alices.send(alices.get("/certificates")).text


def test_the_history_shows_every_certificate_of_the_completion(alices, coras, certificate):
    alices.send(alices.get(f"/certificates/{certificate.uuid}/reissue"), name="Alice Ŵyn")
    page = coras.get(f"/certificates/{certificate.uuid}")
    codes = db.session.scalars(select(Certificate.code)).all()
    assert len(codes) == 2
    assert all(code in page.text for code in codes)
    assert f"{certificate.code} was replaced on" in page.text


@pytest.mark.parametrize(("who", "status"), [("alice", 200), ("lena", 200), ("una", 404), ("harold", 404)])
def test_the_history_is_open_to_those_who_may_open_the_certificate(stranger, cast, certificate, who, status):
    browser = stranger.sign_in_as(getattr(cast, who))
    browser.get(f"/certificates/{certificate.uuid}", status=status)


def test_revoking_one_person_s_certificate_leaves_the_others(coras, cast, certificate):
    unas = certify(make_completion(cast.una))
    revoke(coras, certificate)
    assert reload(unas).revoked_at is None
