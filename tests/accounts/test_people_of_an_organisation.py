import pytest
from sqlalchemy import select

from lms.accounts.models import Membership, Role
from lms.audit.models import AuditEntry
from lms.extensions import db
from tests.accounts.steps import again
from tests.cast import make_person


def people(organisation):
    return f"/organisations/{organisation.uuid}/people"


def confirm(membership):
    return f"/memberships/{membership.uuid}/confirm"


def end(membership):
    return f"/memberships/{membership.uuid}/end"


def role(membership):
    return f"/memberships/{membership.uuid}/role"


def test_a_lead_sees_the_people_who_wait_first(browser, cast):
    text = browser.sign_in_as(cast.lena).get(people(cast.council)).text
    assert text.index("Una Ní Bhriain") < text.index("Alice Adeyemi") < text.index("Lena Kowalska")
    assert "Harold" not in text


def test_a_lead_confirms_a_member(browser, cast):
    browser.sign_in_as(cast.lena)
    page = browser.send(browser.get(people(cast.council)), confirm(cast.una.membership))
    assert "Una Ní Bhriain is confirmed." in page.text
    membership = again(cast.una).membership
    assert (membership.is_confirmed, membership.confirmed_by_id) == (True, cast.lena.id)


def test_confirming_twice_is_no_fault_and_one_entry_in_the_audit(browser, cast):
    browser.sign_in_as(cast.lena)
    page = browser.get(people(cast.council))
    browser.send(page, confirm(cast.una.membership))
    browser.send(page, confirm(cast.una.membership))
    assert db.session.scalars(select(AuditEntry.action)).all() == ["memberships.confirmed"]


def test_a_lead_says_that_somebody_is_not_theirs(browser, cast):
    browser.sign_in_as(cast.lena)
    browser.send(browser.get(people(cast.council)), end(cast.una.membership))
    assert again(cast.una).membership is None


def test_who_has_been_turned_away_is_not_confirmed_by_an_old_page(browser, cast):
    browser.sign_in_as(cast.lena)
    page = browser.get(people(cast.council))
    membership = cast.una.membership
    browser.send(page, end(membership))
    browser.send(page, confirm(membership), status=403)


def test_a_coordinator_makes_and_unmakes_a_lead(browser, cast):
    browser.sign_in_as(cast.cora)
    membership = cast.alice.membership
    browser.send(browser.get(people(cast.council)), role(membership))
    assert again(cast.alice).membership.role == Role.TRAINING_LEAD
    browser.send(browser.get(people(cast.council)), role(membership))
    assert again(cast.alice).membership.role == Role.LEARNER


def test_a_lead_cannot_make_another_lead(browser, cast):
    browser.sign_in_as(cast.lena)
    answer = browser.post(role(cast.alice.membership), role="training_lead")
    assert answer.status_code == 403
    assert again(cast.alice).membership.role == Role.LEARNER


def test_a_lead_cannot_end_another_lead(browser, cast):
    other = make_person("Lou Other", cast.council, Role.TRAINING_LEAD)
    browser.sign_in_as(cast.lena)
    assert browser.post(end(other.membership)).status_code == 403
    assert again(other).membership is not None


def test_a_role_that_does_not_exist_is_refused(browser, cast):
    browser.sign_in_as(cast.cora)
    assert browser.post(role(cast.alice.membership), role="coordinator").status_code == 400


@pytest.mark.parametrize("who", ["harold", "alice", "una"])
def test_whoever_does_not_answer_for_these_people_finds_nothing(browser, cast, who):
    browser.sign_in_as(getattr(cast, who))
    membership = cast.una.membership
    browser.get(people(cast.council), status=404)
    browser.get(f"/organisations/{cast.council.uuid}/invitations/new", status=404)
    browser.get(f"/organisations/{cast.council.uuid}/settings", status=404)
    for path in (confirm(membership), end(membership), role(membership)):
        assert browser.post(path, role="learner").status_code == 404
    assert not again(cast.una).membership.is_confirmed


def test_a_lead_who_is_not_confirmed_sees_nothing(browser, cast):
    claims = make_person("Clara Claims", cast.council, Role.TRAINING_LEAD, is_confirmed=False)
    browser.sign_in_as(claims)
    browser.get(people(cast.council), status=404)
    assert browser.post(confirm(claims.membership)).status_code == 404


def test_a_lead_whose_membership_ended_sees_nothing(browser, cast, moved_clock):
    cast.lena.membership.ended_at = moved_clock.now()
    db.session.commit()
    browser.sign_in_as(cast.lena)
    browser.get(people(cast.council), status=404)


def test_a_coordinator_sees_everybody_of_every_organisation(browser, cast):
    browser.sign_in_as(cast.cora)
    assert "Alice Adeyemi" in browser.get(people(cast.council)).text
    assert "Harold Mensah" in browser.get(people(cast.hospital)).text


def test_people_are_found_by_part_of_name_or_address(browser, cast):
    browser.sign_in_as(cast.lena)
    text = browser.get(f"{people(cast.council)}?search=ALICE@").text
    assert "Alice Adeyemi" in text
    assert "Una" not in text


def test_a_percent_sign_is_searched_for_as_such(browser, cast):
    browser.sign_in_as(cast.lena)
    assert "Nobody here has “%”" in browser.get(f"{people(cast.council)}?search=%25").text


def test_a_long_list_comes_in_pages(browser, cast):
    for number in range(60):
        make_person(f"P{number:02} Person", cast.council)
    browser.sign_in_as(cast.lena)
    assert "1 to 50 of 63" in browser.get(people(cast.council)).text
    assert "51 to 63 of 63" in browser.get(f"{people(cast.council)}?page=2").text


def test_what_is_done_is_in_the_audit_with_who_did_it(browser, cast):
    browser.sign_in_as(cast.cora)
    browser.post(role(cast.una.membership), role="training_lead")
    browser.post(end(cast.alice.membership))
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [each.action for each in entries] == [
        "memberships.role_changed",
        "memberships.confirmed",
        "memberships.ended",
    ]
    assert {each.actor_id for each in entries} == {cast.cora.id}


def test_an_ended_membership_keeps_its_row(browser, cast):
    browser.sign_in_as(cast.lena)
    browser.post(end(cast.alice.membership))
    kept = db.session.scalars(select(Membership).where(Membership.person_id == cast.alice.id)).one()
    assert kept.ended_at is not None
