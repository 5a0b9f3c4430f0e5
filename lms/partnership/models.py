"""Rows of the partnership's own."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms import clock
from lms.extensions import Base


class FactNotice(Base):
    """Coordinators were told that this fact is due: once for each of its review dates."""

    __tablename__ = "fact_notices"
    __table_args__ = (UniqueConstraint("fact", "review_by"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fact: Mapped[str] = mapped_column(String(100))
    review_by: Mapped[date]
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
