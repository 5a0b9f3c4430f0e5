"""A wrong name is corrected by a new certificate with a new code."""

from __future__ import annotations

from sqlalchemy import select

from lms.accounts.models import Person
from lms.audit.models import AuditEntry
from lms.certificates.issuing import CORRECTIONS
from lms.certificates.models import Certificate
from lms.extensions import db
from tests.certificates.completed import certify, make_completion


def correct(browser, certificate, name, status=200):
    return browser.send(browser.get(f"/certificates/{certificate.uuid}/reissue"), status=status, name=name)


def stored():
    db.session.rollback()
    return db.session.scalars(select(Certificate).order_by(Certificate.id)).all()


def test_the_form_shows_the_name_that_is_printed_now(alices, certificate):
    assert alices.get(f"/certificates/{certificate.uuid}/reissue").values()["name"] == "Alice Adeyemi"


def test_the_corrected_certificate_differs_in_name_and_code_only(alices, certificate):
    correct(alices, certificate, "Alice Ŵyn")
    old, new = stored()
    assert new.name == "Alice Ŵyn"
    assert new.code != old.code
    assert new.verify_url.endswith(new.code)
    same = ("course_title", "course_version", "minutes", "organisation_name", "completed_on", "expires_on")
    assert [getattr(new, each) for each in same] == [getattr(old, each) for each in same]


def test_the_old_certificate_keeps_its_name_and_is_replaced(alices, certificate):
    correct(alices, certificate, "Alice Ŵyn")
    old = stored()[0]
    assert (old.name, old.replaced_at is None) == ("Alice Adeyemi", False)


def test_the_person_is_called_by_the_corrected_name_from_then_on(alices, cast, certificate):
    correct(alices, certificate, "Alice Ŵyn")
    db.session.rollback()
    assert db.session.get_one(Person, cast.alice.id).name == "Alice Ŵyn"


def test_the_same_name_makes_no_new_certificate(alices, certificate):
    correct(alices, certificate, "Alice  Adeyemi ")
    assert len(stored()) == 1


def test_a_correction_from_a_page_that_has_gone_stale_corrects_the_live_certificate(alices, certificate):
    page = alices.get(f"/certificates/{certificate.uuid}/reissue")
    alices.send(page, name="Alice Ŵyn")
    alices.send(page, name="Alice Łyn")
    assert [(each.name, each.replaced_at is None) for each in stored()] == [
        ("Alice Adeyemi", False),
        ("Alice Ŵyn", False),
        ("Alice Łyn", True),
    ]


def test_a_name_that_cannot_be_printed_is_refused_and_kept(alices, certificate):
    page = correct(alices, certificate, "Alice 𐀀", status=422)
    assert page.errors[0].startswith("This cannot be printed on a certificate here")
    assert page.values()["name"] == "Alice 𐀀"


def test_a_day_has_room_for_a_few_corrections(alices, certificate, moved_clock):
    form = alices.get(f"/certificates/{certificate.uuid}/reissue")
    for letter in "ABCDEFGH"[:CORRECTIONS]:
        alices.send(form, name=f"Alice {letter}")
    page = alices.send(form, status=429, name="Alice Z")
    assert "You have corrected your name many times today" in page.text
    moved_clock.move(days=1, minutes=1)
    alices.send(form, name="Alice Z")
    assert stored()[-1].name == "Alice Z"


def test_a_revoked_certificate_cannot_be_corrected_back_to_life(alices, certificate):
    certificate.revoked_at, certificate.revoked_reason = certificate.issued_at, "A mistake"
    db.session.commit()
    response = alices.post(f"/certificates/{certificate.uuid}/reissue", name="Alice Ŵyn")
    assert response.status_code == 403
    assert len(stored()) == 1


def test_only_the_owner_corrects_a_certificate(stranger, coras, cast, certificate):
    leads = stranger.sign_in_as(cast.lena)
    path = f"/certificates/{certificate.uuid}/reissue"
    assert [leads.fetch(path).status_code, coras.fetch(path).status_code] == [404, 404]
    assert coras.post(path, name="Alice Ŵyn").status_code == 404


def test_the_record_says_what_was_replaced_and_no_names(alices, certificate):
    correct(alices, certificate, "Alice Ŵyn")
    entry = db.session.scalars(select(AuditEntry).filter_by(action="certificates.reissued")).one()
    assert entry.detail == {"replaces": str(certificate.uuid)}


def test_the_certificates_of_others_are_left_alone(alices, cast, certificate):
    unas = certify(make_completion(cast.una))
    correct(alices, certificate, "Alice Ŵyn")
    db.session.rollback()
    assert db.session.get_one(Certificate, unas.id, populate_existing=True).replaced_at is None
