"""Who is asking: the one place where Flask-Login's user is turned into a person."""

from __future__ import annotations

import hashlib
from typing import cast

from flask_login import current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager

from lms import clock
from lms.accounts.models import Person
from lms.accounts.sign_in_models import SignIn
from lms.extensions import db, login_manager


def find_person() -> Person | None:
    """The person who is signed in, or None."""
    return cast(SignIn, current_user).person if current_user.is_authenticated else None


def current_person() -> Person:
    """The person who is signed in. Only for pages behind the door, where there always is one."""
    return cast(SignIn, current_user).person


def current_sign_in() -> SignIn:
    return cast(SignIn, current_user._get_current_object())


def hash_token(token: str) -> str:
    """Tokens are random and long, so that a plain SHA-256 of them is safe to keep."""
    return hashlib.sha256(token.encode()).hexdigest()


# Built once: it is asked on every request, and building it takes longer than the database does.
_LIVE_SIGN_IN = (
    select(SignIn)
    .join(SignIn.person)
    .outerjoin(Person.membership)
    .options(contains_eager(SignIn.person).contains_eager(Person.membership))
    .where(
        SignIn.token_hash == bindparam("token_hash"),
        SignIn.ended_at.is_(None),
        SignIn.expires_at > bindparam("now"),
    )
)


@login_manager.user_loader
def load_sign_in(token: str) -> SignIn | None:
    """The live sign-in of this cookie with its person and membership, in one query."""
    return db.session.scalar(_LIVE_SIGN_IN, {"token_hash": hash_token(token), "now": clock.now()})
