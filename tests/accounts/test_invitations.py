import secrets

import pytest
from sqlalchemy import select

from lms.accounts import invitations
from lms.accounts.models import Invitation, Membership, Role
from lms.accounts.people import find_by_email
from lms.accounts.tidying import forget_ended
from lms.audit.models import AuditEntry
from lms.errors import InvalidInput
from lms.extensions import db
from tests.accounts.post import letters, newest
from tests.accounts.steps import again, sign_in_by_link


def form(organisation):
    return f"/organisations/{organisation.uuid}/invitations/new"


def invite(organisation, email, by, role=Role.LEARNER):
    invitations.invite(organisation, [email], role, by)
    db.session.commit()
    return db.session.scalars(select(Invitation).where(Invitation.email == email)).one()


def test_a_lead_invites_several_at_once(browser, cast, mail_folder):
    browser.sign_in_as(cast.lena)
    page = browser.send(
        browser.get(form(cast.council)), addresses="Ben@example.org\n\n  cai@example.org, \nben@example.org"
    )
    assert "2 invitations sent." in page.text
    assert [each.to for each in letters(mail_folder)] == ["ben@example.org", "cai@example.org"]


def test_the_letter_says_who_invites_on_whose_behalf_and_where_to_go(cast, mail_folder):
    invite(cast.council, "ben@example.org", cast.lena)
    letter = newest(mail_folder)
    assert letter.subject == "Northford Borough Council invites you to Spot the Signs"
    for expected in (
        "Lena Kowalska",
        "Northford Borough Council",
        "ben@example.org",
        "http://localhost/sign-in",
    ):
        assert expected in letter.text


def test_each_wrong_line_is_named_and_nothing_is_lost(browser, cast, mail_folder):
    browser.sign_in_as(cast.lena)
    typed = "ben@example.org\nben at example\ncai@example.org\n@"
    page = browser.send(browser.get(form(cast.council)), addresses=typed, status=422)
    assert page.errors == [
        "Line 2: “ben at example” is not an e-mail address. Line 4: “@” is not an e-mail address"
    ]
    assert page.values()["addresses"].strip() == typed
    assert letters(mail_folder) == []


@pytest.mark.parametrize("typed", ["", "  \n \n"])
def test_an_empty_list_is_refused(browser, cast, typed):
    browser.sign_in_as(cast.lena)
    page = browser.send(browser.get(form(cast.council)), addresses=typed, status=422)
    assert page.errors == ["Enter at least one e-mail address"]


def test_more_than_100_addresses_at_once_are_refused():
    with pytest.raises(InvalidInput, match="at most 100"):
        invitations.parse_addresses("\n".join(f"p{number}@example.org" for number in range(101)))


def test_inviting_again_sends_the_letter_again_and_makes_no_second_invitation(cast, mail_folder):
    invite(cast.council, "ben@example.org", cast.lena)
    invite(cast.council, "ben@example.org", cast.lena)
    assert len(letters(mail_folder)) == 2


def test_a_fourth_letter_on_one_day_is_not_sent(cast, mail_folder):
    for _ in range(4):
        sent = invitations.invite(cast.council, ["ben@example.org"], Role.LEARNER, cast.lena)
    db.session.commit()
    assert sent.too_often == ["ben@example.org"]
    assert len(letters(mail_folder)) == 3


def test_who_is_a_member_already_is_left_alone(browser, cast, mail_folder):
    browser.sign_in_as(cast.lena)
    page = browser.send(browser.get(form(cast.council)), addresses="alice@example.org")
    assert "members already: alice@example.org" in page.text
    assert letters(mail_folder) == []


def test_a_long_list_of_those_left_alone_still_fits_into_what_a_browser_keeps(browser, cast):
    addresses = [f"{secrets.token_hex(30)}@{secrets.token_hex(15)}.example.org" for _ in range(100)]
    page = browser.sign_in_as(cast.lena).get(form(cast.council))
    for _ in range(invitations.MAILS_PER_ADDRESS_AND_DAY):
        invitations.invite(cast.council, addresses, Role.LEARNER, cast.lena)
    text = browser.send(page, addresses="\n".join(addresses)).text
    assert f"mailed them often today: {addresses[0]}, " in text
    assert "and 95 others." in text


def test_a_new_person_who_was_invited_is_confirmed_at_once(browser, cast):
    invitation = invite(cast.council, "ben@example.org", cast.lena)
    page = sign_in_by_link(browser, "ben@example.org")
    assert "Lena Kowalska invited you to join Northford Borough Council" in page.text
    browser.send(page, name="Ben Bevan")
    membership = find_by_email("ben@example.org").membership
    assert (membership.is_confirmed, membership.confirmed_by_id) == (True, cast.lena.id)
    assert invitation.accepted_at is not None


def test_an_invitation_as_a_lead_makes_a_lead(browser, cast):
    invite(cast.council, "ben@example.org", cast.cora, Role.TRAINING_LEAD)
    browser.send(sign_in_by_link(browser, "ben@example.org"), name="Ben Bevan")
    browser.get(f"/organisations/{cast.council.uuid}/people")


def test_choosing_another_organisation_leaves_the_invitation_open_and_confirms_nothing(browser, cast):
    invitation = invite(cast.council, "ben@example.org", cast.lena)
    page = sign_in_by_link(browser, "ben@example.org")
    browser.send(page, name="Ben Bevan", organisation=str(cast.hospital.uuid))
    assert not find_by_email("ben@example.org").membership.is_confirmed
    assert invitations.is_open(invitation)


def test_who_has_an_account_is_told_when_signing_in_and_joins(browser, cast):
    invite(cast.hospital, "alice@example.org", cast.harold)
    page = sign_in_by_link(browser, "alice@example.org", "/account/name")
    assert "Northford Hospital has invited you. See the invitation" in page.text
    browser.send(browser.get("/invitations"))
    membership = again(cast.alice).membership
    assert (membership.organisation_id, membership.is_confirmed) == (cast.hospital.id, True)


def test_an_invitation_confirms_who_has_joined_unconfirmed(browser, cast):
    invite(cast.council, "una@example.org", cast.lena)
    browser.sign_in_as(cast.una)
    browser.send(browser.get("/invitations"))
    assert again(cast.una).membership.is_confirmed
    assert len(again(cast.una).memberships) == 1


def test_an_invitation_can_be_declined(browser, cast):
    invitation = invite(cast.hospital, "alice@example.org", cast.harold)
    browser.sign_in_as(cast.alice)
    page = browser.send(browser.get("/invitations"), f"/invitations/{invitation.uuid}/decline")
    assert "You have no open invitations." in page.text
    assert again(cast.alice).membership.organisation_id == cast.council.id


def test_nobody_can_take_up_somebody_elses_invitation(browser, cast):
    invitation = invite(cast.hospital, "alice@example.org", cast.harold)
    browser.sign_in_as(cast.una)
    for act in ("accept", "decline"):
        assert browser.post(f"/invitations/{invitation.uuid}/{act}").status_code == 404
    assert invitations.is_open(invitation)


def test_a_lead_withdraws_an_invitation_and_it_is_worth_nothing(browser, cast):
    invitation = invite(cast.council, "ben@example.org", cast.lena)
    browser.sign_in_as(cast.lena)
    path = f"/organisations/{cast.council.uuid}/people"
    browser.send(browser.get(path), f"/invitations/{invitation.uuid}/withdraw")
    assert "ben@example.org" not in browser.get(path).text.replace("The invitation to ben@example.org", "")
    assert invitations.list_open_to("ben@example.org") == []


def test_a_withdrawn_invitation_cannot_be_accepted_from_an_old_page(browser, cast):
    invitation = invite(cast.hospital, "alice@example.org", cast.harold)
    browser.sign_in_as(cast.alice)
    page = browser.get("/invitations")
    invitations.withdraw(invitation, cast.harold)
    db.session.commit()
    assert "no longer open" in browser.send(page).text
    assert again(cast.alice).membership.organisation_id == cast.council.id


def test_a_stranger_cannot_withdraw(browser, cast):
    invitation = invite(cast.council, "ben@example.org", cast.lena)
    browser.sign_in_as(cast.harold)
    assert browser.post(f"/invitations/{invitation.uuid}/withdraw").status_code == 404


def test_a_lead_cannot_invite_a_lead(browser, cast):
    browser.sign_in_as(cast.lena)
    page = browser.get(form(cast.council))
    assert "role" not in page.values()
    browser.send(page, addresses="ben@example.org", role="training_lead")
    assert db.session.scalars(select(Invitation.role)).all() == [Role.LEARNER]


def test_a_coordinator_can(browser, cast):
    browser.sign_in_as(cast.cora)
    browser.send(browser.get(form(cast.council)), addresses="ben@example.org", role="training_lead")
    assert db.session.scalars(select(Invitation.role)).all() == [Role.TRAINING_LEAD]


def test_a_lead_who_invites_again_does_not_undo_that(cast):
    invite(cast.council, "ben@example.org", cast.cora, Role.TRAINING_LEAD)
    assert invite(cast.council, "ben@example.org", cast.lena).role == Role.TRAINING_LEAD


def test_a_member_who_is_invited_as_a_lead_becomes_one(browser, cast):
    invite(cast.council, "alice@example.org", cast.cora, Role.TRAINING_LEAD)
    browser.sign_in_as(cast.alice)
    browser.send(browser.get("/invitations"))
    assert again(cast.alice).membership.role == Role.TRAINING_LEAD
    assert len(db.session.scalars(select(Membership).where(Membership.person_id == cast.alice.id)).all()) == 1


def test_invitations_are_in_the_audit_without_addresses(browser, cast):
    invitation = invite(cast.hospital, "alice@example.org", cast.harold)
    browser.sign_in_as(cast.alice)
    browser.post(f"/invitations/{invitation.uuid}/accept")
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [each.action for each in entries] == [
        "invitations.sent",
        "memberships.ended",
        "memberships.started",
        "invitations.accepted",
    ]
    assert "alice" not in str([each.detail for each in entries])


def test_an_invitation_that_nobody_answers_for_60_days_is_worth_nothing(browser, cast, moved_clock):
    invite(cast.council, "ben@example.org", cast.lena)
    moved_clock.move(days=61)
    forget_ended()
    db.session.commit()
    browser.send(
        sign_in_by_link(browser, "ben@example.org"), name="Ben Bevan", organisation=cast.council.uuid
    )
    assert not find_by_email("ben@example.org").membership.is_confirmed


def test_inviting_again_begins_the_60_days_again(cast, moved_clock):
    invite(cast.council, "ben@example.org", cast.lena)
    moved_clock.move(days=40)
    invitation = invite(cast.council, "ben@example.org", cast.lena)
    moved_clock.move(days=40)
    forget_ended()
    assert invitations.is_open(invitation)
