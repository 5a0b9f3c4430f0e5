"""Writing the audit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from lms.audit.models import AuditEntry
from lms.extensions import db


def record(
    action: str, subject_kind: str, subject_uuid: UUID | None, *, actor_id: int | None, **detail: Any
) -> AuditEntry:
    """Add an entry to the current transaction: it stands if and only if the act does.

    `action` is "<feature>.<past participle>", such as "memberships.confirmed".
    """
    entry = AuditEntry(
        action=action, subject_kind=subject_kind, subject_uuid=subject_uuid, actor_id=actor_id, detail=detail
    )
    db.session.add(entry)
    return entry
