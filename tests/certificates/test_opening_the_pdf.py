"""Who may open a certificate's PDF, and how it arrives."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from lms import clock
from lms.accounts import memberships
from lms.certificates.holding import Label
from lms.certificates.views_certificate import build_file_name
from lms.extensions import db
from tests.certificates.completed import certify, make_completion
from tests.certificates.paper import read_text


def path(certificate):
    return f"/certificates/{certificate.uuid}.pdf"


def test_the_owner_opens_it_and_reads_the_name_and_the_code(alices, certificate):
    text = read_text(alices.fetch(path(certificate)).data)
    assert "Alice Adeyemi" in text
    assert certificate.code in text


def test_it_opens_in_the_browser_under_a_name_that_is_safe_in_any_language(alices, cast, completion):
    certificate = certify(completion, "Олена Ŵyn")
    disposition = alices.fetch(path(certificate)).headers["Content-Disposition"]
    assert disposition.startswith("inline; filename=")
    assert "filename*=UTF-8''Certificate%20%D0%9E%D0%BB%D0%B5%D0%BD%D0%B0" in disposition


def test_a_name_never_makes_a_path_or_a_file_name_that_is_too_long():
    name = build_file_name(Label("Ann/../" + "ŵ" * 150, date(2026, 11, 25)))
    assert "/" not in name
    assert len(name.encode()) < 255


def test_it_is_not_kept_by_others_on_the_way(alices, certificate):
    assert alices.fetch(path(certificate)).headers["Cache-Control"] == "private, no-cache"


def test_a_browser_that_has_it_already_is_not_sent_it_again(alices, certificate):
    tag = alices.fetch(path(certificate)).headers["ETag"]
    again = alices.fetch(path(certificate), headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_downloading_again_costs_two_queries(alices, certificate, queries):
    address = path(certificate)
    alices.fetch(address)
    queries.clear()
    alices.fetch(address)
    assert len(queries) == 2


@pytest.mark.parametrize(("who", "status"), [("lena", 200), ("cora", 200), ("harold", 404), ("una", 404)])
def test_beside_the_owner_only_who_answers_for_the_organisation_opens_it(
    stranger, cast, certificate, who, status
):
    browser = stranger.sign_in_as(getattr(cast, who))
    assert browser.fetch(path(certificate)).status_code == status


def test_the_organisation_of_the_day_of_completion_decides(app, stranger, cast, certificate):
    memberships.end(cast.alice.membership, by=cast.cora)
    db.session.commit()
    db.session.expire_all()
    memberships.join(cast.alice, cast.hospital)
    db.session.commit()
    assert stranger.sign_in_as(cast.lena).fetch(path(certificate)).status_code == 200
    assert stranger.sign_in_as(cast.harold).fetch(path(certificate)).status_code == 404


def test_a_lead_whose_role_nobody_confirmed_sees_nothing(stranger, cast, certificate):
    cast.lena.membership.confirmed_at = None
    db.session.commit()
    assert stranger.sign_in_as(cast.lena).fetch(path(certificate)).status_code == 404


def test_a_certificate_without_organisation_is_opened_by_its_owner_and_by_coordinators(coras, stranger, cast):
    certificate = certify(make_completion(cast.cora))
    assert coras.fetch(path(certificate)).status_code == 200
    assert stranger.sign_in_as(cast.lena).fetch(path(certificate)).status_code == 404


def test_who_is_not_signed_in_is_led_to_the_door(stranger, certificate):
    response = stranger.fetch(path(certificate))
    assert response.status_code == 303
    assert response.location.startswith("/sign-in")


def test_a_certificate_that_does_not_exist_is_not_found(alices):
    alices.get(f"/certificates/{uuid4()}.pdf", status=404)


def test_replaced_expired_and_revoked_certificates_can_still_be_opened(alices, certificate, moved_clock):
    first = alices.fetch(path(certificate)).data
    certificate.replaced_at = certificate.revoked_at = clock.now()
    certificate.revoked_reason = "A mistake"
    db.session.commit()
    moved_clock.move(days=3 * 366)
    assert alices.fetch(path(certificate)).data == first


def test_a_machine_that_has_lost_a_font_says_that_it_is_our_fault(alices, certificate):
    certificate.name = "Alice 𐀀"
    db.session.commit()
    alices.get(path(certificate), status=503)
