"""A learner who has completed a course checks the name and gets the certificate."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.audit.models import AuditEntry
from lms.certificates.models import Certificate
from lms.extensions import db
from lms.learning.models import Evidence
from tests.cast import make_person
from tests.certificates.completed import certify, make_completion, make_earlier_completion

# Linear B: no Debian package that we know of has it in a text font.
UNPRINTABLE = "Alice 𐀀𐀁"


def certificates():
    db.session.rollback()
    return db.session.scalars(select(Certificate).order_by(Certificate.id)).all()


def test_the_page_shows_the_name_as_it_will_be_printed(alices, cast, completion):
    cast.alice.name = "Alice  Ade\u0301yemi"
    db.session.commit()
    assert alices.get("/certificates").values()["name"] == "Alice Adéyemi"


def test_one_click_makes_the_certificate_and_offers_the_pdf(alices, completion):
    page = alices.send(alices.get("/certificates"))
    assert "Your certificate is ready, made out to Alice Adeyemi" in page.text
    assert f"/certificates/{certificates()[0].uuid}.pdf" in page.links


def test_the_click_is_answered_with_a_redirect_so_that_reloading_sends_nothing(alices, completion):
    response = alices.post(f"/certificates/completions/{completion.uuid}/issue", name="Alice Adeyemi")
    assert (response.status_code, response.location) == (303, "/certificates")


def test_all_that_is_printed_is_in_the_row(cast, completion):
    row = certify(completion, "Alice Adeyemi")
    assert (row.name, row.course_title, row.course_version, row.minutes) == (
        "Alice Adeyemi",
        "First steps",
        3,
        10,
    )
    assert (row.organisation_name, row.partnership_name) == (
        "Northford Borough Council",
        "Hertfordshire Modern Slavery Partnership",
    )
    assert (row.completed_on, row.expires_on, row.design) == (date(2026, 11, 25), date(2028, 11, 25), 1)
    assert row.verify_url == f"http://localhost/verify/{row.code}"


def test_the_organisation_is_that_of_the_day_of_completion(cast, completion):
    cast.alice.membership.organisation = cast.hospital
    db.session.commit()
    assert certify(completion).organisation_name == "Northford Borough Council"


def test_somebody_without_an_organisation_gets_a_certificate(app):
    certificate = certify(make_completion(make_person("Solo Traveller")))
    assert certificate.organisation_name is None


def test_a_completion_late_in_the_evening_of_summer_is_of_the_british_day(cast):
    completion = make_completion(cast.alice, datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert certify(completion).completed_on == date(2026, 7, 2)


def test_a_corrected_name_is_printed_and_remembered(alices, cast, completion):
    alices.send(alices.get("/certificates"), name=" Alice  Ŵyn-Adeyemi ")
    assert certificates()[0].name == "Alice Ŵyn-Adeyemi"
    assert db.session.get_one(Person, cast.alice.id).name == "Alice Ŵyn-Adeyemi"


def test_invisible_characters_that_could_reverse_a_name_are_left_out(alices, completion):
    alices.send(alices.get("/certificates"), name="Alice \u202eimeyedA\u202c")
    assert certificates()[0].name == "Alice imeyedA"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (UNPRINTABLE, "This cannot be printed on a certificate here: we know of no font"),
        ("", "Enter your full name"),
        ("A" * 201, "Your name must be 200 characters or fewer"),
        ("alice@example.org", "Enter your name, not an address"),
    ],
)
def test_a_name_that_cannot_be_printed_is_refused_beside_the_field_and_kept(
    alices, completion, typed, message
):
    page = alices.send(alices.get("/certificates"), status=422, name=typed)
    assert page.errors[0].startswith(message)
    assert page.values()["name"] == typed
    assert page.title.startswith("Error: ")
    assert certificates() == []


def test_the_message_stands_beside_the_field_of_the_right_course(alices, cast, completion):
    other = make_earlier_completion(cast.alice, days=1)
    page = alices.get("/certificates")
    page = alices.send(page, f"/certificates/completions/{other.uuid}/issue", status=422, name="")
    assert f'id="name-{other.uuid}-error"' in page.html
    assert page.values(0)["name"] == "Alice Adeyemi"


def test_two_clicks_make_one_certificate(alices, completion):
    page = alices.get("/certificates")
    alices.send(page)
    alices.send(page, name="Another Name")
    assert [each.name for each in certificates()] == ["Alice Adeyemi"]


def test_a_second_click_does_not_rename_the_person(alices, cast, completion):
    page = alices.get("/certificates")
    alices.send(page)
    alices.send(page, name="Another Name")
    assert db.session.get_one(Person, cast.alice.id).name == "Alice Adeyemi"


def test_a_completion_with_its_certificate_is_no_longer_offered(alices, certificate):
    assert "Get my certificate" not in alices.get("/certificates").text


def test_the_completion_of_somebody_else_does_not_exist(stranger, cast, completion):
    harolds = stranger.sign_in_as(cast.harold)
    response = harolds.post(f"/certificates/completions/{completion.uuid}/issue", name="Harold")
    assert response.status_code == 404


@pytest.mark.parametrize("evidence", [Evidence.FACE_TO_FACE, Evidence.EXTERNAL])
def test_we_certify_only_what_was_learned_here(alices, cast, evidence):
    attested = make_completion(cast.alice, evidence=evidence)
    assert "Get my certificate" not in alices.get("/certificates").text
    response = alices.post(f"/certificates/completions/{attested.uuid}/issue", name="Alice")
    assert response.status_code == 404


def test_a_course_that_was_taken_off_the_site_is_explained(alices, cast):
    gone = make_completion(cast.alice, course="gone")
    assert "the course has been taken off this site" in alices.get("/certificates").text
    response = alices.post(f"/certificates/completions/{gone.uuid}/issue", name="Alice")
    assert response.status_code == 404


def test_who_has_completed_nothing_is_led_to_the_courses(alices):
    assert "/courses" in alices.get("/certificates").links


def test_issuing_is_on_the_record_once(alices, completion):
    page = alices.get("/certificates")
    alices.send(page)
    alices.send(page)
    issued = select(func.count()).where(AuditEntry.action == "certificates.issued")
    assert db.session.scalar(issued) == 1


def test_the_page_asks_the_database_little_however_many_certificates(alices, cast, queries):
    for years in (5, 4, 3, 2, 1):
        certify(make_earlier_completion(cast.alice, days=365 * years))
    make_completion(cast.alice)
    queries.clear()
    alices.get("/certificates")
    assert len(queries) == 4
