from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from lms.accounts.models import Membership, OrganisationDomain, Person, Role
from lms.accounts.people import find_by_email
from lms.accounts.signing_up import sign_up
from lms.audit.models import AuditEntry
from lms.extensions import db
from tests.accounts.steps import is_signed_in, sign_in_by_link


def test_a_new_person_types_a_name_and_is_in(browser, cast):
    page = sign_in_by_link(browser, "nia@northford.example")
    assert page.h1 == "Tell us who you are"
    browser.send(page, name="Nia Newcomer")
    assert is_signed_in(browser)
    assert find_by_email("nia@northford.example").name == "Nia Newcomer"


def test_nobody_is_added_before_the_name_is_given(browser, cast):
    sign_in_by_link(browser, "nia@northford.example")
    assert find_by_email("nia@northford.example") is None


@pytest.mark.parametrize("address", ["nia@northford.example", "nia@housing.northford.example"])
def test_the_organisation_is_guessed_from_the_domain(browser, cast, address):
    page = sign_in_by_link(browser, address)
    assert page.values()["organisation"] == str(cast.council.uuid)


@pytest.mark.parametrize("address", ["nia@example.org", "nia@notnorthford.example"])
def test_nothing_is_guessed_from_a_strangers_domain(browser, cast, address):
    assert sign_in_by_link(browser, address).values()["organisation"] == ""


def test_the_closest_domain_wins(browser, cast):
    db.session.add(OrganisationDomain(organisation=cast.hospital, domain="clinic.northford.example"))
    db.session.commit()
    page = sign_in_by_link(browser, "nia@clinic.northford.example")
    assert page.values()["organisation"] == str(cast.hospital.uuid)


def test_a_membership_by_ones_own_word_is_unconfirmed(browser, cast):
    browser.send(sign_in_by_link(browser, "nia@northford.example"), name="Nia Newcomer")
    membership = find_by_email("nia@northford.example").membership
    assert (membership.organisation_id, membership.is_confirmed) == (cast.council.id, False)
    assert membership.role == Role.LEARNER


def test_another_organisation_can_be_chosen(browser, cast):
    page = sign_in_by_link(browser, "nia@northford.example")
    browser.send(page, name="Nia Newcomer", organisation=str(cast.hospital.uuid))
    assert find_by_email("nia@northford.example").membership.organisation_id == cast.hospital.id


def test_whose_organisation_is_not_listed_goes_on_without(browser, cast):
    page = sign_in_by_link(browser, "nia@northford.example")
    browser.send(page, name="Nia Newcomer", not_listed="y")
    assert find_by_email("nia@northford.example").membership is None


def test_one_has_to_choose_or_say_that_it_is_not_listed(browser, cast):
    page = browser.send(sign_in_by_link(browser, "nia@example.org"), name="", organisation="", status=422)
    assert page.errors == ["Enter your full name", "Choose your organisation, or tick the box below the list"]


def test_a_closed_organisation_cannot_be_chosen(browser, cast):
    page = sign_in_by_link(browser, "nia@northford.example")
    cast.council.is_closed = True
    db.session.commit()
    assert browser.send(page, name="Nia Newcomer", status=422).values()["name"] == "Nia Newcomer"
    assert find_by_email("nia@northford.example") is None


@pytest.mark.parametrize("name", ["   ", "nia@northford.example", "https://evil.example", "12345", "x" * 201])
def test_what_is_no_name_is_refused_and_kept(browser, cast, name):
    page = browser.send(sign_in_by_link(browser, "nia@northford.example"), name=name, status=422)
    assert len(page.errors) == 1
    assert page.values()["name"] == name.strip()


@pytest.mark.parametrize("name", ["Łukasz Żak", "Siân Ŵyn", "محمد", "O'Neil-Smith", "Nguyễn Thị Ánh", "Ó"])
def test_a_name_may_be_in_any_script(browser, cast, name):
    browser.send(sign_in_by_link(browser, "nia@northford.example"), name=name)
    assert find_by_email("nia@northford.example").name == name


def test_two_tabs_that_sign_up_one_after_the_other_make_one_person(browser, cast):
    page = sign_in_by_link(browser, "nia@northford.example", "/account/name")
    old_cookie = browser.client.get_cookie("lms").value
    browser.send(page, name="Nia Newcomer")
    second_tab = browser.client.application.test_client()
    second_tab.set_cookie("lms", old_cookie)
    answer = second_tab.post("/sign-up", data={**page.values(), "name": "Nia Twice"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account/name")
    assert find_by_email("nia@northford.example").name == "Nia Newcomer"


def test_the_cookie_from_before_signing_up_signs_nobody_in_later(browser, cast, another_browser):
    page = sign_in_by_link(browser, "nia@northford.example")
    thief = another_browser()
    thief.client.set_cookie("lms", browser.client.get_cookie("lms").value)
    browser.send(page, name="Nia Newcomer")
    thief.client.post("/sign-up", data={**page.values(), "name": "Nia Newcomer"})
    assert not is_signed_in(thief)


def test_two_tabs_at_the_same_moment_make_one_person(app, cast):
    def one(_tab):
        with app.app_context():
            person = sign_up("nia@northford.example", "Nia Newcomer", None)
            db.session.commit()
            return person is not None

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, range(2))) == [False, True]
    count = select(func.count()).select_from(Person).where(Person.email == "nia@northford.example")
    assert db.session.scalar(count) == 1


def test_an_address_stays_proved_for_an_hour(browser, cast, moved_clock):
    page = sign_in_by_link(browser, "nia@northford.example")
    moved_clock.move(hours=1)
    assert browser.send(page, name="Nia Newcomer").h1 == "Sign in or sign up"


def test_the_page_of_signing_up_needs_a_proved_address(browser, cast):
    assert browser.fetch("/sign-up").headers["Location"] == "/sign-in"


def test_signing_up_is_in_the_audit_without_name_or_address(browser, cast):
    browser.send(sign_in_by_link(browser, "nia@northford.example"), name="Nia Newcomer")
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [each.action for each in entries] == ["people.signed_up", "memberships.started"]
    assert "nia" not in str([each.detail for each in entries]).lower()


def test_the_membership_belongs_to_the_organisation_chosen(browser, cast):
    browser.send(sign_in_by_link(browser, "nia@northford.example"), name="Nia Newcomer")
    assert db.session.scalar(select(func.count(Membership.id)).where(Membership.confirmed_at.is_(None))) == 2
