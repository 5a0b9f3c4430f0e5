"""Rows of the audit: written once, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms import clock
from lms.extensions import Base


class AuditEntry(Base):
    """One consequential act. Holds identifiers and never names or addresses, so that it can be kept."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_subject", "subject_kind", "subject_uuid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    # None: the operator at the command line, or the platform itself.
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    action: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_uuid: Mapped[UUID | None]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
