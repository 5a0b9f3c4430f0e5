"""People: found by address, named, and added by the operator."""

from __future__ import annotations

import unicodedata

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.accounts import mailed_sign_in, memberships, organisations
from lms.accounts.addresses import parse_email
from lms.accounts.models import Person, Role
from lms.audit.entries import record
from lms.errors import InvalidInput, NotFound
from lms.extensions import db

MAX_NAME = 200
COORDINATOR = "coordinator"
# They come along when a name is copied, nobody sees them, and what stands after the name would be turned too.
DIRECTIONS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def find_by_email(email: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.email == email))


def parse_name(typed: str) -> str:
    """A full name with single spaces, in one Unicode form, without marks of direction.

    Raises InvalidInput on the field "name".
    """
    name = " ".join(unicodedata.normalize("NFC", typed).translate(DIRECTIONS).split())
    if not name:
        raise InvalidInput("name", "Enter your full name")
    if len(name) > MAX_NAME:
        raise InvalidInput("name", f"Your name must be {MAX_NAME} characters or fewer")
    if "@" in name or "://" in name:
        raise InvalidInput("name", "Enter your name, not an address")
    if any(unicodedata.category(each) in {"Cc", "Co", "Cs"} for each in name):
        raise InvalidInput("name", "Your name has a character in it that cannot be printed")
    if not any(each.isalpha() for each in name):
        raise InvalidInput("name", "Enter your full name, with letters")
    return name


def create(email: str, name: str, *, is_coordinator: bool = False) -> Person | None:
    """Add a person, or return None when there is one with this address: even one added this very moment."""
    person = Person(email=email, name=name, is_coordinator=is_coordinator)
    try:
        with db.session.begin_nested():
            db.session.add(person)
    except IntegrityError:
        return None
    return person


def rename(person: Person, typed: str) -> None:
    """Change the name that future certificates are printed with. Raises InvalidInput."""
    name = parse_name(typed)
    if name != person.name:
        person.name = name
        record("people.renamed", "person", person.uuid, actor_id=person.id)
        db.session.flush()


def add_person(email: str, name: str, organisation_name: str | None, role: str) -> Person:
    """Add a person at the command line, confirmed; `role` is learner, training_lead or coordinator.

    Raises InvalidInput for a wrong value or a known address, NotFound for an unknown organisation.
    """
    if role not in {*Role, COORDINATOR}:
        raise InvalidInput(
            "role", f"There is no role {role!r}: choose learner, training_lead or coordinator."
        )
    if role == Role.TRAINING_LEAD and not organisation_name:
        raise InvalidInput("organisation", "A training lead needs an organisation.")
    organisation = organisations.get_by_name(organisation_name) if organisation_name else None
    person = create(parse_email(email), parse_name(name), is_coordinator=role == COORDINATOR)
    if person is None:
        raise InvalidInput("email", f"There is already a person with the address {email}.")
    record("people.added", "person", person.uuid, actor_id=None, role=str(role))
    if organisation:
        membership = memberships.join(person, organisation)
        membership.role = Role.TRAINING_LEAD if role == Role.TRAINING_LEAD else Role.LEARNER
        memberships.confirm(membership, by=None)
    return person


def sign_in_link(email: str, base_url: str) -> str:
    """A link that signs this person in once within 15 minutes. Raises NotFound for an unknown address."""
    address = parse_email(email)
    if find_by_email(address) is None:
        raise NotFound(f"There is nobody with the address {address}.")
    issued = mailed_sign_in.issue(address, next_path=None)
    return f"{base_url.rstrip('/')}/sign-in/link/{issued.link_token}"
