"""Memberships: a person joins an organisation, is confirmed there, and leaves it."""

from __future__ import annotations

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager

from lms import clock
from lms.accounts import invitations
from lms.accounts.models import Invitation, Membership, Organisation, Person, Role
from lms.audit.entries import record
from lms.errors import InvalidInput, NotAllowed
from lms.extensions import db


def join(person: Person, organisation: Organisation) -> Membership:
    """Make this the person's organisation, and end the membership in another one.

    Unconfirmed, unless an open invitation of this organisation waits for the address: that is taken up.
    Raises InvalidInput on the field "organisation" when it is closed.
    """
    if organisation.is_closed:
        raise InvalidInput("organisation", f"{organisation.name} has closed. Choose another organisation")
    current = _current(person)
    if current is None or current.organisation_id != organisation.id:
        if current:
            _end(current, actor_id=person.id)
        current = _begin(person, organisation)
    if invitation := invitations.find_open(person.email, organisation):
        _take_up(current, invitation)
    db.session.flush()
    db.session.expire(person, ["membership"])
    return current


def leave(person: Person) -> None:
    """End the person's own membership, if there is one."""
    if current := _current(person):
        _end(current, actor_id=person.id)
    db.session.expire(person, ["membership"])


def confirm(membership: Membership, by: Person | None) -> None:
    """Confirm that a person belongs there; `by` is None for the operator. Raises NotAllowed."""
    _require_current(membership)
    if membership.role == Role.TRAINING_LEAD:
        _require_power_over_leads(by)
    if membership.is_confirmed:
        return
    membership.confirmed_at = clock.now()
    membership.confirmed_by_id = by.id if by else None
    record("memberships.confirmed", "membership", membership.uuid, actor_id=by.id if by else None)
    db.session.flush()


def end(membership: Membership, by: Person) -> None:
    """End a membership, be it because somebody left or never belonged there. Raises NotAllowed."""
    if membership.role == Role.TRAINING_LEAD:
        _require_power_over_leads(by)
    if membership.is_current:
        _end(membership, actor_id=by.id)


def change_role(membership: Membership, role: Role, by: Person) -> None:
    """Make or unmake a training lead; whoever is made one is confirmed by that. Raises NotAllowed."""
    _require_current(membership)
    _require_power_over_leads(by)
    if membership.role != role:
        membership.role = role
        record("memberships.role_changed", "membership", membership.uuid, actor_id=by.id, role=role.value)
    confirm(membership, by)
    db.session.flush()


def current_memberships(organisation: Organisation, search: str = "") -> Select[Membership]:
    """Everyone of an organisation now: those who wait to be confirmed first, then by name."""
    query = (
        select(Membership)
        .join(Membership.person)
        .options(contains_eager(Membership.person))
        .where(Membership.organisation_id == organisation.id, Membership.ended_at.is_(None))
        .order_by(Membership.confirmed_at.is_not(None), Person.name, Membership.id)
    )
    if search:
        query = query.where(
            or_(
                Person.name.icontains(search, autoescape=True),
                Person.email.icontains(search, autoescape=True),
            )
        )
    return query


def _current(person: Person) -> Membership | None:
    """Read afresh with the person held, so that two requests cannot both begin a membership."""
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    return db.session.scalar(
        select(Membership)
        .where(Membership.person_id == person.id, Membership.ended_at.is_(None))
        .execution_options(populate_existing=True)
    )


def _begin(person: Person, organisation: Organisation) -> Membership:
    membership = Membership(person=person, organisation=organisation, started_at=clock.now())
    db.session.add(membership)
    db.session.flush()
    record(
        "memberships.started",
        "membership",
        membership.uuid,
        actor_id=person.id,
        organisation=str(organisation.uuid),
    )
    return membership


def _end(membership: Membership, *, actor_id: int) -> None:
    """Flushed at once: the database takes a new current membership only after the old one has ended."""
    membership.ended_at = clock.now()
    record("memberships.ended", "membership", membership.uuid, actor_id=actor_id)
    db.session.flush()


def _take_up(membership: Membership, invitation: Invitation) -> None:
    if not membership.is_confirmed:
        membership.confirmed_at = clock.now()
        membership.confirmed_by_id = invitation.invited_by_id
    if invitation.role == Role.TRAINING_LEAD:
        membership.role = Role.TRAINING_LEAD
    invitation.accepted_at = clock.now()
    record("invitations.accepted", "invitation", invitation.uuid, actor_id=membership.person_id)


def _require_current(membership: Membership) -> None:
    if not membership.is_current:
        raise NotAllowed("This membership has ended already.")


def _require_power_over_leads(by: Person | None) -> None:
    if by is not None and not by.is_coordinator:
        raise NotAllowed("Only a coordinator can decide who is a training lead.")
