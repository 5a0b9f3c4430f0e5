"""The cast of the tests, each with one fixed meaning.

Alice is a learner at the council, confirmed. Lena leads training there. Harold leads training at the
hospital, so that he is the stranger of most tests. Cora coordinates the partnership. Una signed up for
the council by herself: her membership is unconfirmed.
"""

from __future__ import annotations

from dataclasses import dataclass

from lms import clock
from lms.accounts.models import Membership, Organisation, OrganisationDomain, Person, Role
from lms.extensions import db


@dataclass
class Cast:
    council: Organisation
    hospital: Organisation
    alice: Person
    una: Person
    lena: Person
    harold: Person
    cora: Person


def make_person(
    name: str,
    organisation: Organisation | None = None,
    role: Role = Role.LEARNER,
    *,
    is_confirmed: bool = True,
    is_coordinator: bool = False,
) -> Person:
    """Add a person, with a current membership when an organisation is given; commits."""
    email = f"{name.split()[0].lower()}@example.org"
    person = Person(name=name, email=email, is_coordinator=is_coordinator)
    db.session.add(person)
    if organisation:
        db.session.add(
            Membership(
                person=person,
                organisation=organisation,
                role=role,
                confirmed_at=clock.now() if is_confirmed else None,
            )
        )
    db.session.commit()
    return person


def make_organisation(name: str, sector: str, *domains: str) -> Organisation:
    organisation = Organisation(
        name=name, sector=sector, domains=[OrganisationDomain(domain=each) for each in domains]
    )
    db.session.add(organisation)
    db.session.commit()
    return organisation


def make_cast() -> Cast:
    council = make_organisation("Northford Borough Council", "Local government", "northford.example")
    hospital = make_organisation("Northford Hospital", "Health", "hospital.example")
    return Cast(
        council=council,
        hospital=hospital,
        alice=make_person("Alice Adeyemi", council),
        una=make_person("Una Ní Bhriain", council, is_confirmed=False),
        lena=make_person("Lena Kowalska", council, Role.TRAINING_LEAD),
        harold=make_person("Harold Mensah", hospital, Role.TRAINING_LEAD),
        cora=make_person("Cora Lindqvist", is_coordinator=True),
    )
