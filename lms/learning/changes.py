"""Whether anything has changed that figures about learning are made of."""

from __future__ import annotations

from sqlalchemy import func, select

from lms.accounts.models import Membership
from lms.audit.models import AuditEntry
from lms.learning.models import Completion, Enrolment
from lms.prepared import Prepared

# The newest of each, found in its index at once. Whatever changes a membership is audited.
_NEWEST = Prepared(
    select(
        *(
            select(func.max(model.id)).scalar_subquery()
            for model in (Completion, Enrolment, Membership, AuditEntry)
        )
    )
)


def find_newest_change() -> tuple[int | None, ...]:
    """A mark that changes with every enrolment and completion, and with whoever joins or leaves."""
    return _NEWEST.all()[0]
