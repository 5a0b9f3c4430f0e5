"""Whether anything has changed that figures about learning are made of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from lms.accounts.models import Membership
from lms.audit.models import AuditEntry
from lms.extensions import db
from lms.learning.models import Completion, Enrolment

# The newest of each, found in its index at once. Whatever changes a membership is audited.
_NEWEST: Select[Any] = select(
    *(
        select(func.max(model.id)).scalar_subquery()
        for model in (Completion, Enrolment, Membership, AuditEntry)
    )
)


def find_newest_change() -> tuple[int | None, ...]:
    """A mark that changes with every enrolment and completion, and with whoever joins or leaves."""
    return tuple(db.session.connection().execute(_NEWEST).one())
