"""Partner bodies in the database: loaded from the list, and listed for the public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from lms.accounts.models import Organisation, OrganisationDomain
from lms.audit.entries import record
from lms.extensions import db
from lms.partnership.partner_list import Partner


@dataclass(frozen=True)
class Loaded:
    """How many organisations were added, changed, and found as they should be."""

    added: int
    changed: int
    unchanged: int


def load(partners: Sequence[Partner]) -> Loaded:
    """Add the organisations that are not there yet, by name, and bring the others up to the list.

    Loading twice changes nothing more. Nobody is deleted, and a domain that a coordinator has given to
    another organisation stays there.
    """
    query = select(Organisation).options(selectinload(Organisation.domains))
    known = {each.name.casefold(): each for each in db.session.scalars(query)}
    taken = set(db.session.scalars(select(OrganisationDomain.domain)))
    added = changed = 0
    for partner in partners:
        organisation = known.get(partner.name.casefold())
        if organisation is None:
            organisation = Organisation(name=partner.name, sector=partner.sector)
            db.session.add(organisation)
            added += 1
            _bring_up_to(organisation, partner, taken)
        else:
            changed += _bring_up_to(organisation, partner, taken)
    db.session.flush()
    if added or changed:
        record("partners.loaded", "partnership", None, actor_id=None, added=added, changed=changed)
        db.session.flush()
    return Loaded(added, changed, len(partners) - added - changed)


def _bring_up_to(organisation: Organisation, partner: Partner, taken: set[str]) -> bool:
    """Whether anything had to be changed."""
    values = {
        "sector": partner.sector,
        "first_responder": partner.first_responder,
        "duty_to_notify": partner.duty_to_notify,
        "is_closed": partner.is_closed,
    }
    is_changed = any(getattr(organisation, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(organisation, name, value)
    missing = [domain for domain in partner.domains if domain not in taken]
    organisation.domains += [OrganisationDomain(domain=domain) for domain in missing]
    taken.update(missing)
    return is_changed or bool(missing)


def has_partners() -> bool:
    return db.session.scalar(select(Organisation.id).limit(1)) is not None


def list_open_partners() -> Sequence[Organisation]:
    """The partners that have not closed, by sector and name."""
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.is_closed.is_(False))
        .order_by(Organisation.sector, Organisation.name)
    ).all()
