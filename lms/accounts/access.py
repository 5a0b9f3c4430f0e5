"""Every question of permission is answered here, by fetching: what a person may not see cannot be fetched.

Someone else's object is `NotFound`, so that its existence is not told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, false, select
from sqlalchemy.orm import joinedload

from lms.accounts.identity import Asker
from lms.accounts.models import Invitation, Membership, Organisation, Role
from lms.errors import NotFound
from lms.extensions import db

T = TypeVar("T")

# Always the same one, so that what is asked of it is put together once.
_EVERY_ORGANISATION = select(Organisation).order_by(Organisation.name)


def is_training_lead(person: Asker) -> bool:
    """A lead's own claim is not enough: the membership has to be confirmed."""
    membership = person.membership
    return membership is not None and membership.role == Role.TRAINING_LEAD and membership.is_confirmed


def can_see_reports(person: Asker) -> bool:
    return person.is_coordinator or is_training_lead(person)


def organisations(person: Asker) -> Select[Organisation]:
    """The organisations whose people this person may see: a coordinator's all, a lead's own, else none."""
    if person.is_coordinator:
        return _EVERY_ORGANISATION
    if is_training_lead(person) and person.membership:
        return _EVERY_ORGANISATION.where(Organisation.id == person.membership.organisation_id)
    return _EVERY_ORGANISATION.where(false())


def list_organisations(person: Asker) -> Sequence[Organisation]:
    return db.session.scalars(organisations(person)).all()


def get_organisation(person: Asker, uuid: UUID) -> Organisation:
    """Raises NotFound for an organisation whose people this person may not see."""
    return _one(_by_uuid(organisations(person)), {"uuid": uuid})


@lru_cache(maxsize=8)
def _by_uuid(visible: Select[Organisation]) -> Select[Organisation]:
    return visible.where(Organisation.uuid == bindparam("uuid"))


def get_membership(person: Asker, uuid: UUID) -> Membership:
    """A membership in an organisation that this person answers for, or NotFound."""
    visible = organisations(person).with_only_columns(Organisation.id).order_by(None)
    return _one(
        select(Membership)
        .where(Membership.uuid == uuid, Membership.organisation_id.in_(visible))
        .options(joinedload(Membership.person), joinedload(Membership.organisation))
    )


def get_invitation(person: Asker, uuid: UUID) -> Invitation:
    """An invitation to an organisation that this person answers for, or NotFound."""
    visible = organisations(person).with_only_columns(Organisation.id).order_by(None)
    return _one(select(Invitation).where(Invitation.uuid == uuid, Invitation.organisation_id.in_(visible)))


def get_own_invitation(person: Asker, uuid: UUID) -> Invitation:
    """An invitation to this person's own address, or NotFound."""
    return _one(
        select(Invitation)
        .where(Invitation.uuid == uuid, Invitation.email == person.email)
        .options(joinedload(Invitation.organisation))
    )


def get_organisation_to_change(person: Asker, uuid: UUID) -> Organisation:
    """Any organisation, for a coordinator; NotFound for everybody else."""
    require_coordinator(person)
    return get_organisation(person, uuid)


def require_coordinator(person: Asker) -> None:
    """Raises NotFound: a page for coordinators does not exist for anyone else."""
    if not person.is_coordinator:
        raise NotFound("This page is for coordinators of the partnership.")


def _one(query: Select[T], values: Mapping[str, object] | None = None) -> T:
    found = db.session.scalar(query, values)
    if found is None:
        raise NotFound("There is nothing here that you can see.")
    return found
