"""Whom a reader counts among: the setting they work in, and what their organisation may and must do."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from lms.accounts.models import Membership, Organisation, Person
from lms.courses.audiences import SETTINGS, find_setting, list_audiences
from lms.errors import InvalidInput
from lms.extensions import db
from lms.prepared import Prepared

_RECORD = Prepared(
    select(Person.setting, Organisation.sector, Organisation.first_responder, Organisation.duty_to_notify)
    .select_from(Person)
    .outerjoin(Person.membership)
    .outerjoin(Membership.organisation)
    .where(Person.id == bindparam("person"))
)


def find_audiences(person_id: int) -> frozenset[str]:
    """The audiences that a person belongs to, by their own choice and their organisation's record."""
    [(chosen, sector, first_responder, duty_to_notify)] = _RECORD.all(person=person_id)
    return list_audiences(chosen or find_setting(sector), first_responder, duty_to_notify)


def choose_setting(person: Person, setting: str | None) -> None:
    """Remember where somebody works, so that its examples open first; None goes by their organisation again.

    Raises InvalidInput for a setting that there is not.
    """
    if setting is not None and setting not in SETTINGS:
        raise InvalidInput("setting", "Select where you work")
    person.setting = setting
    db.session.flush()
