"""Rows of updates read: who has seen what changed in a course since they completed it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms import clock
from lms.extensions import Base


class CourseUpdateReading(Base):
    """Somebody has read what changed in this version of a course. Once: the first time stands."""

    __tablename__ = "course_update_readings"
    __table_args__ = (CheckConstraint("version >= 1", name="version_starts_at_1"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    course: Mapped[str] = mapped_column(String(100), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    read_at: Mapped[datetime] = mapped_column(default=clock.now)
