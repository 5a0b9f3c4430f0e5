"""Organisations: found, guessed from an address, added and changed by coordinators."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from lms.accounts.addresses import domain_of, enclosing_domains
from lms.accounts.models import Membership, Organisation, OrganisationDomain, Person
from lms.audit.entries import record
from lms.errors import InvalidInput, NotFound
from lms.extensions import db

MAX_NAME = 200


def list_joinable() -> Sequence[Organisation]:
    """The organisations that a learner can choose: all that have not closed, by name."""
    return db.session.scalars(
        select(Organisation).where(Organisation.is_closed.is_(False)).order_by(Organisation.name)
    ).all()


def find_joinable(uuid: UUID) -> Organisation | None:
    return db.session.scalar(
        select(Organisation).where(Organisation.uuid == uuid, Organisation.is_closed.is_(False))
    )


def guess_organisation(email: str) -> Organisation | None:
    """The organisation to whose domain, or a part of it, the address belongs; the closest of several."""
    matches = db.session.execute(
        select(OrganisationDomain.domain, Organisation)
        .join(OrganisationDomain.organisation)
        .where(
            OrganisationDomain.domain.in_(enclosing_domains(domain_of(email))),
            Organisation.is_closed.is_(False),
        )
    ).all()
    return max(matches, key=lambda match: len(match[0]))[1] if matches else None


def get_by_name(name: str) -> Organisation:
    """By the exact name, in any case. Raises NotFound, with the names that come closest."""
    wanted = " ".join(name.split()).casefold()
    names = {each.casefold(): each for each in db.session.scalars(select(Organisation.name))}
    if wanted in names:
        return db.session.scalars(select(Organisation).where(Organisation.name == names[wanted])).one()
    close = [names[each] for each in get_close_matches(wanted, names, n=3)]
    hint = f" Did you mean: {'; '.join(close)}?" if close else ""
    raise NotFound(f"There is no organisation called {name!r}.{hint}")


def list_sectors() -> Sequence[str]:
    return db.session.scalars(select(Organisation.sector).distinct().order_by(Organisation.sector)).all()


def organisations_with_counts(search: str = "", sector: str = "") -> Select[Any]:
    """Organisation, confirmed members and members who wait to be confirmed; by name."""
    is_confirmed = Membership.confirmed_at.is_not(None)
    query = (
        select(
            Organisation,
            func.count(Membership.id).filter(is_confirmed),
            func.count(Membership.id).filter(~is_confirmed),
        )
        .outerjoin(
            Membership, (Membership.organisation_id == Organisation.id) & Membership.ended_at.is_(None)
        )
        .group_by(Organisation.id)
        .order_by(Organisation.name)
    )
    return cast(Select[Any], query.where(*_filters(search, sector)))


def add_organisation(name: str, sector: str, domains: Sequence[str], by: Person | None) -> Organisation:
    """Raises InvalidInput on the fields "name", "sector" and "domains"."""
    organisation = Organisation(name="", sector="")
    _fill(organisation, name, sector, domains, is_closed=False)
    db.session.add(organisation)
    db.session.flush()
    _record("organisations.added", organisation, by)
    return organisation


def change_organisation(
    organisation: Organisation, name: str, sector: str, domains: Sequence[str], *, is_closed: bool, by: Person
) -> None:
    """Raises InvalidInput on the fields "name", "sector" and "domains"."""
    _fill(organisation, name, sector, domains, is_closed=is_closed)
    db.session.flush()
    _record("organisations.changed", organisation, by)


def _fill(
    organisation: Organisation, name: str, sector: str, domains: Sequence[str], *, is_closed: bool
) -> None:
    """Everything is checked before anything is changed: the edge commits what a form with errors leaves."""
    name, sector = " ".join(name.split()), " ".join(sector.split())
    with db.session.no_autoflush:
        _require_new_name(organisation, name)
        if not sector:
            raise InvalidInput("sector", "Enter the sector")
        _require_free_domains(organisation, domains)
    organisation.name, organisation.sector, organisation.is_closed = name, sector, is_closed
    kept = {each.domain: each for each in organisation.domains}
    organisation.domains = [kept.get(each) or OrganisationDomain(domain=each) for each in domains]


def _require_new_name(organisation: Organisation, name: str) -> None:
    if not name:
        raise InvalidInput("name", "Enter the name of the organisation")
    if len(name) > MAX_NAME:
        raise InvalidInput("name", f"The name must be {MAX_NAME} characters or fewer")
    same = select(Organisation.id).where(func.lower(Organisation.name) == name.lower())
    if any(found != organisation.id for found in db.session.scalars(same)):
        raise InvalidInput("name", "There is already an organisation with this name")


def _require_free_domains(organisation: Organisation, domains: Sequence[str]) -> None:
    taken = db.session.execute(
        select(OrganisationDomain.domain, Organisation.name)
        .join(OrganisationDomain.organisation)
        .where(OrganisationDomain.domain.in_(domains), Organisation.id != (organisation.id or 0))
    ).all()
    if taken:
        raise InvalidInput("domains", ". ".join(f"{domain} belongs to {name}" for domain, name in taken))


def _filters(search: str, sector: str) -> list[ColumnElement[bool]]:
    filters: list[ColumnElement[bool]] = []
    if search:
        has_domain = Organisation.domains.any(OrganisationDomain.domain.icontains(search, autoescape=True))
        filters.append(or_(Organisation.name.icontains(search, autoescape=True), has_domain))
    if sector:
        filters.append(Organisation.sector == sector)
    return filters


def _record(action: str, organisation: Organisation, by: Person | None) -> None:
    record(action, "organisation", organisation.uuid, actor_id=by.id if by else None)
