"""Invitations: an offer, by mail, to join an organisation; bound to the address it was sent to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from lms import clock
from lms.accounts import throttling
from lms.accounts.addresses import parse_email
from lms.accounts.models import Invitation, Membership, Organisation, Person, Role
from lms.audit.entries import record
from lms.errors import InvalidInput, NotAllowed, TooManyTries
from lms.extensions import db
from lms.mail.sending import send
from lms.web.settings import settings

MAX_AT_ONCE = 100
PER_DAY = 1_000
# A mail that one address gets from one organisation again and again is a nuisance.
MAILS_PER_ADDRESS_AND_DAY = 3
DAY = timedelta(days=1)
LIFETIME = timedelta(days=60)


@dataclass(frozen=True)
class Sent:
    """What became of a list of addresses: invited, members already, mailed too often today."""

    invited: Sequence[str]
    already_here: Sequence[str]
    too_often: Sequence[str]


def parse_addresses(typed: str) -> list[str]:
    """One address a line, each once, in the order typed.

    Raises InvalidInput on the field "addresses", naming every wrong line: all can be mended at once.
    """
    lines = [(number, line.strip(" \t,;")) for number, line in enumerate(typed.splitlines(), start=1)]
    found: dict[str, None] = {}
    wrong = []
    for number, line in lines:
        if line:
            try:
                found[parse_email(line)] = None
            except InvalidInput:
                wrong.append(f"Line {number}: “{line}” is not an e-mail address")
    if wrong:
        raise InvalidInput("addresses", ". ".join(wrong))
    if not found:
        raise InvalidInput("addresses", "Enter at least one e-mail address")
    if len(found) > MAX_AT_ONCE:
        raise InvalidInput("addresses", f"Enter at most {MAX_AT_ONCE} addresses at once")
    return list(found)


def invite(organisation: Organisation, addresses: Sequence[str], role: Role, by: Person) -> Sent:
    """Invite addresses on behalf of an organisation; who is a confirmed member there is left alone.

    Inviting again sends the mail again. Raises NotAllowed, and TooManyTries beyond 1,000 mails a day.
    """
    if role == Role.TRAINING_LEAD and not by.is_coordinator:
        raise NotAllowed("Only a coordinator can invite a training lead.")
    if organisation.is_closed:
        raise NotAllowed("This organisation has closed.")
    here = _members_among(organisation, addresses) if role == Role.LEARNER else set()
    wanted = [address for address in addresses if address not in here]
    # In one order for everybody: two lists that name the same people would otherwise wait for each other.
    refused = {address for address in sorted(wanted) if not _invite_one(organisation, address, role, by)}
    invited = [address for address in wanted if address not in refused]
    too_often = [address for address in wanted if address in refused]
    return Sent(invited, sorted(here), too_often)


def withdraw(invitation: Invitation, by: Person) -> None:
    """Take an open invitation back; one that is no longer open stays as it is."""
    if is_open(invitation):
        invitation.withdrawn_at = clock.now()
        record("invitations.withdrawn", "invitation", invitation.uuid, actor_id=by.id)
        db.session.flush()


def decline(invitation: Invitation, by: Person) -> None:
    """Say no to an invitation to one's own address."""
    if is_open(invitation):
        invitation.withdrawn_at = clock.now()
        record("invitations.declined", "invitation", invitation.uuid, actor_id=by.id)
        db.session.flush()


def end_old() -> None:
    """Withdraw what nobody has answered for so long that it may no longer be meant; called by the worker."""
    query = select(Invitation).where(
        Invitation.accepted_at.is_(None),
        Invitation.withdrawn_at.is_(None),
        Invitation.invited_at < clock.now() - LIFETIME,
    )
    for invitation in db.session.scalars(query):
        invitation.withdrawn_at = clock.now()
        record("invitations.ended", "invitation", invitation.uuid, actor_id=None)
    db.session.flush()


def is_open(invitation: Invitation) -> bool:
    return invitation.accepted_at is None and invitation.withdrawn_at is None


def find_open(email: str, organisation: Organisation) -> Invitation | None:
    return db.session.scalar(
        select(Invitation).where(
            Invitation.email == email,
            Invitation.organisation_id == organisation.id,
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
    )


def list_open_to(email: str) -> Sequence[Invitation]:
    """Open invitations to an address, newest first; those of closed organisations are void."""
    return db.session.scalars(
        select(Invitation)
        .join(Invitation.organisation)
        .options(joinedload(Invitation.organisation), joinedload(Invitation.invited_by))
        .where(
            Invitation.email == email,
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
            Organisation.is_closed.is_(False),
        )
        .order_by(Invitation.invited_at.desc(), Invitation.id.desc())
    ).all()


def list_open_of(organisation: Organisation) -> Sequence[Invitation]:
    """Open invitations of an organisation, by address."""
    return db.session.scalars(
        select(Invitation)
        .where(
            Invitation.organisation_id == organisation.id,
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .order_by(Invitation.email)
    ).all()


def _members_among(organisation: Organisation, addresses: Sequence[str]) -> set[str]:
    return set(
        db.session.scalars(
            select(Person.email)
            .join(Membership, Membership.person_id == Person.id)
            .where(
                Membership.organisation_id == organisation.id,
                Membership.ended_at.is_(None),
                Membership.confirmed_at.is_not(None),
                Person.email.in_(addresses),
            )
        )
    )


def _invite_one(organisation: Organisation, address: str, role: Role, by: Person) -> bool:
    """False when this address has had enough of our mail for today."""
    throttling.check(f"invitations:{by.uuid}", PER_DAY, DAY, "You have sent many invitations today.")
    try:
        throttling.check(f"invitation:{organisation.uuid}:{address}", MAILS_PER_ADDRESS_AND_DAY, DAY)
    except TooManyTries:
        return False
    invitation = _open_or_add(organisation, address, by)
    invitation.invited_at = clock.now()
    # A lead who invites again does not undo what a coordinator decided.
    if role == Role.TRAINING_LEAD:
        invitation.role = role
    record("invitations.sent", "invitation", invitation.uuid, actor_id=by.id, role=invitation.role.value)
    send(
        address,
        f"{organisation.name} invites you to Spot the Signs",
        "accounts/mail/invitation.txt",
        by=by.name,
        organisation=organisation.name,
        address=address,
        is_lead=invitation.role == Role.TRAINING_LEAD,
        link=f"{settings().base_url.rstrip('/')}/sign-in",
    )
    return True


def _open_or_add(organisation: Organisation, address: str, by: Person) -> Invitation:
    """The open invitation of this address; a colleague may be adding the same one at this moment."""
    found = find_open(address, organisation)
    if found is None:
        found = Invitation(organisation=organisation, email=address, role=Role.LEARNER, invited_by=by)
        try:
            with db.session.begin_nested():
                db.session.add(found)
        except IntegrityError:
            found = find_open(address, organisation)
            if found is None:
                raise
    return found
