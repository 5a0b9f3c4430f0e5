"""Who is asking: the one place where Flask-Login's user is turned into a person."""

from __future__ import annotations

import hashlib
from typing import cast

from flask_login import current_user
from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import joinedload

from lms import clock
from lms.accounts.identity import CurrentMembership, Identity
from lms.accounts.models import Membership, Person
from lms.accounts.sign_in_models import SignIn
from lms.extensions import db, login_manager
from lms.prepared import Prepared


def find_identity() -> Identity | None:
    """Who is signed in, or None; asks the database once in a request."""
    user = current_user._get_current_object()
    return user if isinstance(user, Identity) else None


def current_identity() -> Identity:
    """Who is signed in. Only for pages behind the door, where there always is somebody."""
    return cast(Identity, current_user._get_current_object())


def current_person() -> Person:
    """The row of who is signed in, for pages that change it or show more than `current_identity` knows."""
    return db.session.get_one(Person, current_identity().id, options=[joinedload(Person.membership)])


def current_sign_in() -> SignIn:
    return db.session.get_one(SignIn, current_identity().sign_in_id)


def identify(sign_in: SignIn) -> Identity:
    """The identity of a sign-in that has just begun, for Flask-Login to put its token into the cookie."""
    person, membership = sign_in.person, sign_in.person.membership
    return Identity(
        sign_in_id=sign_in.id,
        id=person.id,
        uuid=person.uuid,
        email=person.email,
        name=person.name,
        is_coordinator=person.is_coordinator,
        membership=CurrentMembership(
            membership.id, membership.organisation_id, membership.role, membership.is_confirmed
        )
        if membership
        else None,
        token=sign_in.token,
    )


def hash_token(token: str) -> str:
    """Tokens are random and long, so that a plain SHA-256 of them is safe to keep."""
    return hashlib.sha256(token.encode()).hexdigest()


# Asked on every request.
_LIVE_SIGN_IN = Prepared(
    select(
        SignIn.id,
        Person.id,
        Person.uuid,
        Person.email,
        Person.name,
        Person.is_coordinator,
        Membership.id,
        Membership.organisation_id,
        Membership.role,
        Membership.confirmed_at.is_not(None),
    )
    .join(Person, Person.id == SignIn.person_id)
    .outerjoin(Membership, and_(Membership.person_id == Person.id, Membership.ended_at.is_(None)))
    .where(
        SignIn.token_hash == bindparam("token_hash"),
        SignIn.ended_at.is_(None),
        SignIn.expires_at > bindparam("now"),
    )
)


@login_manager.user_loader
def load_identity(token: str) -> Identity | None:
    """Who the live sign-in of this cookie belongs to."""
    row = _LIVE_SIGN_IN.first(token_hash=hash_token(token), now=clock.now())
    if row is None:
        return None
    sign_in_id, person_id, uuid, email, name, is_coordinator, *membership = row
    is_member = membership[0] is not None
    return Identity(
        sign_in_id=sign_in_id,
        id=person_id,
        uuid=uuid,
        email=email,
        name=name,
        is_coordinator=is_coordinator,
        membership=CurrentMembership(*membership) if is_member else None,
    )
