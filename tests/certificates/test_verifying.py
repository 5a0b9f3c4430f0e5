"""A stranger with a code learns whether the certificate is real, and little else."""

from __future__ import annotations

import pytest

from lms import clock
from lms.extensions import db
from tests.certificates.completed import certify, make_completion

UNKNOWN = "2222-2222-2222"


def look(browser, certificate):
    return browser.get(f"/verify/{certificate.code}")


def test_a_valid_certificate_is_said_to_be_valid(stranger, certificate):
    page = look(stranger, certificate)
    assert page.h1 == "This certificate is valid"
    assert "valid until 25 November 2028" in page.text


def test_what_is_printed_can_be_compared(stranger, certificate):
    text = look(stranger, certificate).text
    for printed in ("Alice Adeyemi", "First steps", "25 November 2026", "Hertfordshire Modern Slavery"):
        assert printed in text


def test_neither_address_nor_organisation_nor_identifier_is_told(stranger, cast, certificate):
    page = look(stranger, certificate)
    for secret in (cast.alice.email, cast.council.name, str(certificate.uuid), str(cast.alice.uuid)):
        assert secret not in page.html


def test_on_its_last_day_a_certificate_is_valid_and_on_the_next_it_has_expired(
    stranger, certificate, moved_clock
):
    last_day = certificate.expires_on
    moved_clock.move(days=(last_day - clock.today()).days)
    assert look(stranger, certificate).h1 == "This certificate is valid"
    moved_clock.move(days=1)
    assert look(stranger, certificate).h1 == "This certificate has expired"


def test_a_replaced_certificate_is_real_but_does_not_lead_to_the_newer_one(stranger, cast, certificate):
    newer = certify(make_completion(cast.alice, clock.now().replace(hour=11)), "Alice Ŵyn")
    page = look(stranger, certificate)
    assert page.h1 == "This certificate has been replaced"
    assert newer.code not in page.html
    assert newer.name not in page.html


def test_a_revoked_certificate_is_not_to_be_accepted_and_the_reason_is_not_told(stranger, certificate):
    certificate.revoked_at, certificate.revoked_reason = clock.now(), "Somebody else sat the quiz"
    db.session.commit()
    page = look(stranger, certificate)
    assert page.h1 == "This certificate has been revoked"
    assert "Somebody else sat the quiz" not in page.html


def test_an_unknown_code_is_not_found_and_the_page_helps_to_type_it(stranger, certificate):
    page = stranger.get(f"/verify/{UNKNOWN}", status=404)
    assert page.h1 == "We have no certificate with this code"
    assert UNKNOWN in page.text
    assert "It never has the letters I, L, O or U".lower() in page.text.lower()


def test_a_link_cannot_make_the_page_say_something(stranger, app):
    page = stranger.get("/verify/Valid.%20Call%20this%20number", status=404)
    assert "Call this number" not in page.html


@pytest.mark.parametrize("code", ["%00", "..", "%F0%90%80%80", "a" * 3000, "x';--"])
def test_no_code_however_odd_is_an_error_of_ours(stranger, app, code):
    assert stranger.fetch(f"/verify/{code}").status_code in {308, 404}


def test_a_code_without_hyphens_in_the_address_leads_to_the_certificate(stranger, certificate):
    code = certificate.code.replace("-", "").lower()
    assert stranger.get(f"/verify/{code}").h1 == "This certificate is valid"


def test_the_form_takes_a_code_as_people_type_it(stranger, certificate):
    typed = certificate.code.replace("-", " ").lower()
    response = stranger.fetch("/verify", query_string={"code": typed})
    assert (response.status_code, response.location) == (303, f"/verify/{certificate.code}")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter the code that is printed on the certificate"),
        ("K7QM-2XHD", "The code has 12 letters and numbers. You entered 8"),
        ("K7QM-2XHD-9RT0", "Check the code again: it never has 0, 1, I, L or O in it"),
    ],
)
def test_what_cannot_be_a_code_is_refused_beside_the_field_and_kept(stranger, app, typed, message):
    page = stranger.get(f"/verify?code={typed}", status=422)
    assert page.errors == [message]
    assert f'value="{typed}"' in page.html or not typed
    assert page.title.startswith("Error: ")


def test_search_engines_are_asked_to_stay_away(stranger, certificate):
    known = stranger.fetch(f"/verify/{certificate.code}")
    unknown = stranger.fetch(f"/verify/{UNKNOWN}")
    assert known.headers["X-Robots-Tag"] == unknown.headers["X-Robots-Tag"] == "noindex"


def test_one_query_answers_a_stranger(stranger, certificate, queries):
    queries.clear()
    look(stranger, certificate)
    assert len(queries) == 1


def test_a_coordinator_finds_the_certificate_behind_a_code(coras, stranger, certificate):
    assert f"/certificates/{certificate.uuid}" in look(coras, certificate).links
    assert f"/certificates/{certificate.uuid}" not in look(stranger, certificate).links
