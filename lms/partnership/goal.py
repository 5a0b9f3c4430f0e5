"""The rule of the count: who has counted towards the goal, since when, and for which organisation.

A professional counts once, at their first completion of a qualifying course inside the goal's window, for the
organisation that is pinned on that completion. Moving to another organisation, further courses and further
organisations change nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select

from lms import clock
from lms.accounts.models import Membership, Organisation
from lms.audit.models import AuditEntry
from lms.extensions import db
from lms.learning.models import Completion, Evidence
from lms.partnership.window import Window, midnight


@dataclass
class Tally:
    """The professionals who have counted, unsuppressed: never to be published as it is.

    `by_organisation` is keyed by the organisation's id, None for people who gave none.
    """

    by_month: dict[date, int] = field(default_factory=dict)
    by_organisation: Counter[int | None] = field(default_factory=Counter)
    recorded: int = 0
    attested: int = 0
    unconfirmed: int = 0

    @property
    def total(self) -> int:
        return self.recorded + self.attested


def counting_completions(window: Window) -> Select[Any]:
    """The one completion by which each professional counts, with what is pinned on it."""
    place = func.row_number().over(
        partition_by=Completion.person_id, order_by=(Completion.completed_at, Completion.id)
    )
    qualifying = (
        select(
            Completion.organisation_id,
            Completion.membership_id,
            Completion.evidence,
            Completion.completed_at,
            place.label("place"),
        )
        .where(
            Completion.is_qualifying,
            Completion.completed_at >= window.starts_at,
            Completion.completed_at < window.ends_at,
        )
        .subquery()
    )
    return select(qualifying).where(qualifying.c.place == 1)


def professionals_by_kind(window: Window, months: Sequence[date]) -> Select[Any]:
    """How many professionals counted, by the number of the month, organisation, evidence and confirmation.

    `months` are the first days of the months of the window.
    """
    counted = counting_completions(window).subquery()
    kinds = (
        select(
            _number_of_month(counted.c.completed_at, months).label("month"),
            counted.c.organisation_id,
            (counted.c.evidence != Evidence.ONLINE).label("is_attested"),
            and_(Membership.id.is_not(None), Membership.confirmed_at.is_(None)).label("is_unconfirmed"),
        )
        .select_from(counted)
        .outerjoin(Membership, Membership.id == counted.c.membership_id)
        .subquery()
    )
    return select(*kinds.c, func.count()).group_by(*kinds.c)


def _number_of_month(at: ColumnElement[datetime], months: Sequence[date]) -> ColumnElement[int]:
    """The place in `months` of the month, in London, of a moment in the database."""
    if len(months) < 2:
        return literal(0)
    ends = [(at < midnight(month), number) for number, month in enumerate(months[1:])]
    return case(*ends, else_=len(months) - 1)


def count_professionals(window: Window) -> Tally:
    """Everybody who has counted by now."""
    months = window.list_months(clock.today())
    tally = Tally(by_month=dict.fromkeys(months, 0))
    if not months:
        return tally
    for month, organisation_id, is_attested, is_unconfirmed, count in db.session.execute(
        professionals_by_kind(window, months)
    ):
        tally.by_month[months[month]] += count
        tally.by_organisation[organisation_id] += count
        tally.attested += count if is_attested else 0
        tally.recorded += 0 if is_attested else count
        tally.unconfirmed += count if is_unconfirmed else 0
    return tally


def list_organisations() -> Sequence[Organisation]:
    """Every organisation by sector and name, closed ones too: what was counted for them stays counted."""
    return db.session.scalars(select(Organisation).order_by(Organisation.sector, Organisation.name)).all()


def find_newest_change() -> tuple[object, ...]:
    """A mark that changes with every completion and every audited act, such as confirming a membership."""
    completion = select(Completion.uuid).order_by(Completion.id.desc()).limit(1)
    entry = select(AuditEntry.id).order_by(AuditEntry.id.desc()).limit(1)
    return db.session.scalar(completion), db.session.scalar(entry)
