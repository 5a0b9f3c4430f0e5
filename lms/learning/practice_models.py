"""Rows of practice: what learners found, missed and decided in lessons. No score comes of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms import clock
from lms.extensions import Base, words
from lms.learning.models import Enrolment


class Verdict(StrEnum):
    """What a choice was. The first four are about an option, the last three about a decision."""

    FOUND = "found"
    MISSED = "missed"
    MISTAKEN = "mistaken"
    LEFT = "left"
    BEST = "best"
    ACCEPTABLE = "acceptable"
    UNSAFE = "unsafe"


class Practice(Base):
    """One going through a check, a scene or a scenario, numbered from 1. `lesson` is "module/lesson"."""

    __tablename__ = "practices"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "lesson", "exercise", "number"),
        CheckConstraint("number >= 1", name="number_starts_at_1"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolments.id"))
    lesson: Mapped[str] = mapped_column(String(201))
    exercise: Mapped[str] = mapped_column(String(100))
    number: Mapped[int]
    course_version: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    finished_at: Mapped[datetime | None]

    enrolment: Mapped[Enrolment] = relationship()
    choices: Mapped[list[PracticeChoice]] = relationship(
        back_populates="practice", order_by="PracticeChoice.position", cascade="all, delete-orphan"
    )


class PracticeChoice(Base):
    """What became of one option, or one decision. Of a scene and a check every option has its row.

    `item` is the key of the option, of the row of a match, or of the scenario's step; `choice` is what was
    decided or put there, None where there is nothing but the item itself.
    """

    __tablename__ = "practice_choices"
    __table_args__ = (Index("ix_practice_choices_item", "item", "verdict"),)

    practice_id: Mapped[int] = mapped_column(ForeignKey("practices.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(String(100))
    choice: Mapped[str | None] = mapped_column(String(100))
    verdict: Mapped[Verdict] = mapped_column(words(Verdict, "verdict"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    practice: Mapped[Practice] = relationship(back_populates="choices")
