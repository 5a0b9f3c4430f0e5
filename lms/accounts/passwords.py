"""Passwords: optional, hashed with argon2id, and refused when they are easy to guess."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from lms.accounts import people, signing_in, throttling
from lms.accounts.models import Person
from lms.accounts.sign_in_models import SignIn
from lms.audit.entries import record
from lms.errors import InvalidInput
from lms.extensions import db
from lms.mail.sending import send
from lms.web.settings import settings

MIN_LENGTH = 12
# Beyond this a password is not better, and judging it costs more and more.
MAX_LENGTH = 128
MIN_SCORE = 3
# Shorter words of a name are part of too many others.
MAX_FILLER = 2
WINDOW = timedelta(minutes=15)
TRIES_PER_ADDRESS = 10
TRIES_PER_CLIENT = 100
TOO_MANY = "Too many passwords have been tried. You can still sign in with an e-mailed link."

# The parameters that OWASP's cheat sheet on storing passwords gives for argon2id with 19 MiB.
hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def find_by_password(email: str, password: str, client: str) -> Person | None:
    """The person whose password this is, or None: as slowly for an unknown address. Raises TooManyTries."""
    throttling.check(f"password:{email}", TRIES_PER_ADDRESS, WINDOW, TOO_MANY)
    throttling.check(f"password-client:{client}", TRIES_PER_CLIENT, WINDOW, TOO_MANY)
    person = people.find_by_email(email)
    kept = person.password_hash if person else None
    is_right = _verify(kept or _nobodys_hash(), password)
    if person is None or kept is None or not is_right:
        return None
    if hasher.check_needs_rehash(kept):
        person.password_hash = hasher.hash(_normal(password))
        db.session.flush()
    return person


def set_password(person: Person, password: str, *, here: SignIn | None) -> None:
    """Set or change a password, end the sign-ins elsewhere than `here`, and tell the person by mail.

    Raises InvalidInput on the field "password".
    """
    check_strength(password, person)
    person.password_hash = hasher.hash(_normal(password))
    record("passwords.set", "person", person.uuid, actor_id=person.id)
    signing_in.end_all(person, but=here)
    send(
        person.email,
        "Your password was changed",
        "accounts/mail/password_changed.txt",
        name=person.name,
        link=f"{settings().base_url.rstrip('/')}/sign-in",
    )


def remove_password(person: Person) -> None:
    person.password_hash = None
    record("passwords.removed", "person", person.uuid, actor_id=person.id)
    db.session.flush()


def check_strength(password: str, person: Person) -> None:
    """Raises InvalidInput, with what to do, for a password that is too short, too long or easy to guess."""
    password = _normal(password)
    if len(password) < MIN_LENGTH:
        raise InvalidInput("password", f"Your password must be {MIN_LENGTH} characters or more")
    if len(password) > MAX_LENGTH:
        raise InvalidInput("password", f"Your password must be {MAX_LENGTH} characters or fewer")
    # Imported late: its word lists take time to load, and few requests need them.
    from zxcvbn import zxcvbn

    if zxcvbn(_without_own_words(password, person))["score"] < MIN_SCORE:
        raise InvalidInput(
            "password", "This password is easy to guess. Try three or four words that do not belong together"
        )


def _without_own_words(password: str, person: Person) -> str:
    """The password without name and address, which everybody can know: the rest has to be hard to guess."""
    own = {*person.name.split(), *re.split(r"[@.]", person.email), "spot", "signs"}
    words = sorted((re.escape(each) for each in own if len(each) > MAX_FILLER), key=len, reverse=True)
    return re.sub("|".join(words), "", password, flags=re.IGNORECASE)


def _verify(kept: str, password: str) -> bool:
    try:
        return hasher.verify(kept, _normal(password[: 4 * MAX_LENGTH]))
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys_hash() -> str:
    """Verified when there is nothing to verify, so that the time taken does not tell."""
    return hasher.hash("a password that belongs to nobody")


def _normal(password: str) -> str:
    """The same characters typed on another keyboard or system are the same password."""
    return unicodedata.normalize("NFKC", password)
