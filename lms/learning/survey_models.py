"""Rows of surveys: what somebody knew and how sure they were before a course, after it and 90 days later.

Kept apart from attempts on purpose: nothing here is ever part of a score or on a certificate.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.courses.model import Occasion
from lms.extensions import Base
from lms.learning.key_list import KeyList
from lms.learning.models import Enrolment


class SurveyResponse(Base):
    """One occasion of one enrolment: either submitted or skipped. What was skipped may still be submitted."""

    __tablename__ = "survey_responses"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "occasion"),
        CheckConstraint("occasion IN ('before', 'after', 'later')", name="occasion"),
        CheckConstraint("(submitted_at IS NULL) <> (skipped_at IS NULL)", name="submitted_or_skipped"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolments.id"))
    occasion: Mapped[Occasion] = mapped_column(String(10))
    course_version: Mapped[int]
    submitted_at: Mapped[datetime | None]
    skipped_at: Mapped[datetime | None]

    enrolment: Mapped[Enrolment] = relationship()
    answers: Mapped[list[SurveyAnswer]] = relationship(cascade="all, delete-orphan")
    confidences: Mapped[list[SurveyConfidence]] = relationship(cascade="all, delete-orphan")


class SurveyAnswer(Base):
    """What was chosen in one question, by its key, and whether that was right on the day."""

    __tablename__ = "survey_answers"

    response_id: Mapped[int] = mapped_column(ForeignKey("survey_responses.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(100), primary_key=True)
    chosen: Mapped[list[str]] = mapped_column(KeyList)
    is_correct: Mapped[bool]


class SurveyConfidence(Base):
    """How sure somebody is of one statement, by its key: from 0, not at all, to 10, completely."""

    __tablename__ = "survey_confidences"
    __table_args__ = (CheckConstraint("value >= 0 AND value <= 10", name="value_is_from_0_to_10"),)

    response_id: Mapped[int] = mapped_column(ForeignKey("survey_responses.id"), primary_key=True)
    statement: Mapped[str] = mapped_column(String(100), primary_key=True)
    value: Mapped[int]
