"""Sign-ins: one row for each device, ended one by one or all at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select, update

from lms import clock
from lms.accounts.current import hash_token
from lms.accounts.devices import describe_device
from lms.accounts.models import Person
from lms.accounts.sign_in_models import SignIn
from lms.accounts.tokens import new_token
from lms.audit.entries import record
from lms.extensions import db

LIFETIME = timedelta(days=30)


def start(person: Person, user_agent: str) -> SignIn:
    """Sign a person in on one device for 30 days. Only the returned object knows the cookie's token."""
    token = new_token()
    sign_in = SignIn(
        person=person,
        token_hash=hash_token(token),
        device=describe_device(user_agent),
        started_at=clock.now(),
        expires_at=clock.now() + LIFETIME,
    )
    sign_in.token = token
    db.session.add(sign_in)
    db.session.flush()
    return sign_in


def end(sign_in: SignIn) -> None:
    sign_in.ended_at = clock.now()
    db.session.flush()


def end_all(person: Person, *, but: SignIn | None = None) -> None:
    """End every sign-in of a person, or all `but` the one that asks: a copied cookie ends with its row."""
    query = update(SignIn).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None))
    if but:
        query = query.where(SignIn.id != but.id)
    db.session.execute(query.values(ended_at=clock.now()))
    record("sign_ins.ended_everywhere", "person", person.uuid, actor_id=person.id)
    db.session.flush()


def list_current(person: Person) -> Sequence[SignIn]:
    """Where a person is signed in, newest first."""
    return db.session.scalars(
        select(SignIn)
        .where(SignIn.person_id == person.id, SignIn.ended_at.is_(None), SignIn.expires_at > clock.now())
        .order_by(SignIn.started_at.desc(), SignIn.id.desc())
    ).all()


def forget_ended() -> None:
    """Delete sign-ins that ended, or could have gone on, a month ago."""
    month_ago = clock.now() - timedelta(days=30)
    db.session.execute(delete(SignIn).where((SignIn.expires_at < month_ago) | (SignIn.ended_at < month_ago)))
