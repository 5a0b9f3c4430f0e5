"""A report shows the day that it was in London, which in summer begins an hour before midnight UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, type_coerce
from sqlalchemy.orm import Session

from lms.accounts.models import Membership
from lms.clock import london_date
from lms.extensions import db
from lms.reporting.london_day import LondonDay
from tests.cast import Cast


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 1, 15, 23, 30, tzinfo=UTC), date(2026, 1, 15)),
        (datetime(2026, 7, 15, 22, 59, 59, tzinfo=UTC), date(2026, 7, 15)),
        (datetime(2026, 7, 15, 23, 0, tzinfo=UTC), date(2026, 7, 16)),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_moment_is_read_as_its_day(cast: Cast, at: datetime, day: date) -> None:
    membership = cast.alice.membership
    assert membership is not None
    membership.started_at = at
    db.session.flush()
    assert read_day(db.session, membership) == day == london_date(at)


def test_no_moment_is_no_day(cast: Cast) -> None:
    query = select(type_coerce(Membership.ended_at, LondonDay)).where(
        Membership.id == cast.alice.membership.id
    )
    assert db.session.scalars(query).one() is None


def read_day(session: Session, membership: Membership) -> date | None:
    query = select(type_coerce(Membership.started_at, LondonDay)).where(Membership.id == membership.id)
    return session.scalars(query).one()
