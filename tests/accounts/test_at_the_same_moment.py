from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from lms.accounts import invitations, mailed_sign_in, memberships
from lms.accounts.models import Invitation, Membership, Organisation, Person, Role
from lms.accounts.sign_in_models import SignInToken
from lms.errors import InvalidInput
from lms.extensions import db


@pytest.fixture
def at_once(app):
    """Do something in two transactions at the same moment; returns what both returned."""

    def run(act):
        def one(number):
            with app.app_context():
                result = act(number)
                db.session.commit()
                return result

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(one, range(2)))

    return run


def test_of_two_uses_of_a_link_one_counts(app, at_once):
    link = mailed_sign_in.issue("alice@example.org", None).link_token
    db.session.commit()
    used = at_once(lambda _number: mailed_sign_in.use_link(link) is not None)
    assert sorted(used) == [False, True]


def test_two_links_of_one_address_are_not_both_used(app, at_once):
    links = [mailed_sign_in.issue("alice@example.org", None).link_token for _ in range(2)]
    db.session.commit()
    used = at_once(lambda number: mailed_sign_in.use_link(links[number]) is not None)
    assert sorted(used) == [False, True]


def test_two_wrong_codes_are_both_counted(app, at_once):
    issued = mailed_sign_in.issue("alice@example.org", None)
    uuid, wrong = issued.token.uuid, f"{(int(issued.code) + 1) % 1_000_000:06}"
    db.session.commit()

    def guess(_number):
        with pytest.raises(InvalidInput):
            mailed_sign_in.use_code([uuid], "alice@example.org", wrong, "192.0.2.1")

    at_once(guess)
    assert db.session.scalar(select(SignInToken.code_tries)) == 2


def test_two_changes_of_organisation_leave_one_current_membership(cast, at_once):
    choices = [cast.hospital.id, cast.council.id]

    def change(number):
        person = db.session.get_one(Person, cast.cora.id)
        memberships.join(person, db.session.get_one(Organisation, choices[number]))

    at_once(change)
    current = select(func.count(Membership.id)).where(
        Membership.person_id == cast.cora.id, Membership.ended_at.is_(None)
    )
    assert db.session.scalar(current) == 1


def test_two_leads_who_invite_the_same_address_make_one_invitation(cast, at_once):
    def invite(_number):
        council = db.session.get_one(Organisation, cast.council.id)
        lena = db.session.get_one(Person, cast.lena.id)
        invitations.invite(council, ["ben@example.org"], Role.LEARNER, lena)

    at_once(invite)
    assert db.session.scalar(select(func.count(Invitation.id))) == 1


def test_two_leads_who_invite_the_same_people_in_another_order_do_not_wait_for_each_other(cast, at_once):
    addresses = [f"person{number}@example.org" for number in range(60)]
    organisation, ids, orders = cast.council.id, [cast.lena.id, cast.cora.id], [addresses, addresses[::-1]]

    def invite(number):
        inviter = db.session.get_one(Person, ids[number])
        council = db.session.get_one(Organisation, organisation)
        return len(invitations.invite(council, orders[number], Role.LEARNER, inviter).invited)

    assert at_once(invite) == [60, 60]
