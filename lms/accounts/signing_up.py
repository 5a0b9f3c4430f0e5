"""Signing up: an account for whoever has just proved that an address is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lms.accounts import invitations, memberships, organisations, people
from lms.accounts.models import Invitation, Organisation, Person
from lms.audit.entries import record
from lms.errors import InvalidInput


@dataclass(frozen=True)
class Suggestion:
    """What we already know of a new learner's organisation."""

    organisation: Organisation | None
    invitations: Sequence[Invitation]


def suggest(email: str) -> Suggestion:
    """The organisation that invited this address last, else the one that its domain belongs to."""
    offers = invitations.list_open_to(email)
    guessed = offers[0].organisation if offers else organisations.guess_organisation(email)
    return Suggestion(guessed, offers)


def sign_up(email: str, name: str, organisation: Organisation | None) -> Person | None:
    """Add a person with a membership; None if the address has an account by now, perhaps from another tab.

    Raises InvalidInput on "name" and "organisation", before anything is added.
    """
    checked = people.parse_name(name)
    if organisation and organisation.is_closed:
        raise InvalidInput("organisation", f"{organisation.name} has closed. Choose another organisation")
    person = people.create(email, checked)
    if person is None:
        return None
    record("people.signed_up", "person", person.uuid, actor_id=person.id)
    if organisation:
        memberships.join(person, organisation)
    return person
