from sqlalchemy import select

from lms.accounts.models import Membership
from lms.audit.models import AuditEntry
from lms.extensions import db
from tests.accounts.steps import again


def test_the_account_shows_name_address_and_organisation(browser, cast):
    text = browser.sign_in_as(cast.alice).get("/account").text
    for expected in ("Alice Adeyemi", "alice@example.org", "Northford Borough Council"):
        assert expected in text


def test_an_unconfirmed_membership_is_called_so(browser, cast):
    assert "Not confirmed yet" in browser.sign_in_as(cast.una).get("/account").text


def test_a_name_can_be_changed(browser, cast):
    browser.sign_in_as(cast.alice)
    browser.send(browser.get("/account/name"), name="Alice  Adeyemi-Hart")
    assert again(cast.alice).name == "Alice Adeyemi-Hart"


def test_an_impossible_name_is_refused_and_kept(browser, cast):
    browser.sign_in_as(cast.alice)
    page = browser.send(browser.get("/account/name"), name="a@b.example", status=422)
    assert page.errors == ["Enter your name, not an address"]
    assert again(cast.alice).name == "Alice Adeyemi"


def test_a_name_keeps_no_signs_that_turn_the_direction_of_what_follows(browser, cast):
    browser.sign_in_as(cast.alice)
    browser.send(browser.get("/account/name"), name="Alice \u202eAdeyemi\u2066")
    assert again(cast.alice).name == "Alice Adeyemi"


def test_a_name_keeps_the_joiner_that_its_script_needs(browser, cast):
    browser.sign_in_as(cast.alice)
    browser.send(browser.get("/account/name"), name="علی\u200cرضا")
    assert again(cast.alice).name == "علی\u200cرضا"


def test_changing_organisation_ends_one_membership_and_begins_an_unconfirmed_one(browser, cast):
    browser.sign_in_as(cast.alice)
    browser.send(browser.get("/account/organisation"), organisation=str(cast.hospital.uuid))
    old, new = db.session.scalars(
        select(Membership).where(Membership.person_id == cast.alice.id).order_by(Membership.id)
    ).all()
    assert (old.is_current, old.organisation_id) == (False, cast.council.id)
    assert (new.is_current, new.is_confirmed, new.organisation_id) == (True, False, cast.hospital.id)


def test_a_lead_who_changes_organisation_is_no_lead_there(browser, cast):
    browser.sign_in_as(cast.lena)
    browser.send(browser.get("/account/organisation"), organisation=str(cast.hospital.uuid))
    browser.get(f"/organisations/{cast.hospital.uuid}/people", status=404)


def test_choosing_ones_own_organisation_again_changes_nothing(browser, cast):
    browser.sign_in_as(cast.alice)
    browser.send(browser.get("/account/organisation"))
    assert again(cast.alice).membership.is_confirmed


def test_one_can_belong_to_no_organisation(browser, cast):
    browser.sign_in_as(cast.alice)
    browser.send(browser.get("/account/organisation"), not_listed="y")
    assert again(cast.alice).membership is None


def test_changes_are_in_the_audit_without_names(browser, cast):
    browser.sign_in_as(cast.alice)
    browser.send(browser.get("/account/name"), name="Alice Hart")
    browser.send(browser.get("/account/organisation"), organisation=str(cast.hospital.uuid))
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [each.action for each in entries] == ["people.renamed", "memberships.ended", "memberships.started"]
    assert not any(word in str([each.detail for each in entries]) for word in ("Alice", "Northford"))
