"""What a browser remembers in its signed cookie: the mail it waits for, the address it proved, who is in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import request, session
from flask_login import current_user, login_user, logout_user

from lms.accounts import mailed_sign_in, signing_in
from lms.accounts.current import current_sign_in, identify
from lms.accounts.models import Person
from lms.accounts.networks import network_of
from lms.accounts.sign_in_models import SignInToken

PENDING = "pending"
PROVED = "proved"
STAY = "stay"
MAX_PENDING = 5
# Long enough to fill in a form of two fields, after a cup of tea.
TIME_TO_SIGN_UP = timedelta(hours=1)


@dataclass(frozen=True)
class Pending:
    """The address that mail was asked for in this browser, and the tokens that were made for it."""

    email: str
    tokens: tuple[UUID, ...]


def client_address() -> str:
    """The network address of whoever asks, for limits."""
    return network_of(request.remote_addr or "unknown")


def wait_for(token: SignInToken) -> None:
    """Remember that mail is on its way. Mails do not arrive in order, so the last few asked for all count."""
    before = find_pending()
    earlier = before.tokens if before and before.email == token.email else ()
    uuids = [*earlier, token.uuid][-MAX_PENDING:]
    session[PENDING] = {"email": token.email, "tokens": [str(each) for each in uuids]}


def find_pending() -> Pending | None:
    kept = session.get(PENDING)
    return Pending(kept["email"], tuple(UUID(each) for each in kept["tokens"])) if kept else None


def prove(token: SignInToken, *, stay: bool) -> None:
    """Remember that the address of this token is proved, until its owner has signed up."""
    _leave()
    session[PROVED] = str(token.uuid)
    session[STAY] = stay


def find_proved() -> SignInToken | None:
    kept = session.get(PROVED)
    return mailed_sign_in.get_proved(UUID(kept), TIME_TO_SIGN_UP) if kept else None


def wants_to_stay() -> bool:
    return bool(session.get(STAY))


def sign_in(person: Person, *, stay: bool) -> None:
    """Begin a sign-in in this browser, with a new session: one that somebody planted is worth nothing."""
    _leave()
    started = signing_in.start(person, request.headers.get("User-Agent", ""))
    login_user(identify(started))
    session.permanent = stay


def sign_out() -> None:
    _leave()


def _leave() -> None:
    if current_user.is_authenticated:
        signing_in.end(current_sign_in())
        logout_user()
    session.clear()
