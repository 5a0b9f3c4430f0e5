"""Rows of certificates: everything that is printed on one, so that it can always be rendered again."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms import clock
from lms.extensions import Base
from lms.learning.models import Completion


class Certificate(Base):
    """A dated, coded document for a completion. Never overwritten: a reissue is a new row."""

    __tablename__ = "certificates"
    __table_args__ = (
        Index(
            "uq_certificates_live",
            "completion_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL AND revoked_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL AND revoked_at IS NULL"),
        ),
        CheckConstraint("(revoked_at IS NULL) = (revoked_reason IS NULL)", name="revoked_with_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    completion_id: Mapped[int] = mapped_column(ForeignKey("completions.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    course_title: Mapped[str] = mapped_column(String(200))
    course_version: Mapped[int]
    minutes: Mapped[int]
    organisation_name: Mapped[str | None] = mapped_column(String(200))
    partnership_name: Mapped[str] = mapped_column(String(200))
    verify_url: Mapped[str] = mapped_column(String(500))
    design: Mapped[int]
    completed_on: Mapped[date]
    expires_on: Mapped[date]
    issued_at: Mapped[datetime] = mapped_column(default=clock.now)
    replaced_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None] = mapped_column(String(500))

    completion: Mapped[Completion] = relationship()
