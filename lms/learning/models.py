"""Rows of learning. Content is referred to by key and version; its text stays in the courses' files."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms import clock
from lms.accounts.models import Membership, Organisation, Person
from lms.extensions import Base, words
from lms.learning.key_list import KeyList


class Enrolment(Base):
    """One learner taking one course, once. Retaking makes a new one; only one is open at a time."""

    __tablename__ = "enrolments"
    __table_args__ = (
        UniqueConstraint("person_id", "course", "number"),
        Index(
            "uq_enrolments_open",
            "person_id",
            "course",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        CheckConstraint("number >= 1", name="number_starts_at_1"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    course: Mapped[str] = mapped_column(String(100))
    number: Mapped[int] = mapped_column(default=1)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    # Where to go on: the key of a step, "module/lesson", "module/quiz" or "quiz".
    resume_at: Mapped[str] = mapped_column(String(201))
    active_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    lesson_completions: Mapped[list[LessonCompletion]] = relationship(back_populates="enrolment")
    attempts: Mapped[list[Attempt]] = relationship(back_populates="enrolment", order_by="Attempt.id")
    completion: Mapped[Completion | None] = relationship(back_populates="enrolment")


class LessonCompletion(Base):
    """A learner has gone through a lesson, in this enrolment. `lesson` is "module/lesson"."""

    __tablename__ = "lesson_completions"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolments.id"), primary_key=True)
    lesson: Mapped[str] = mapped_column(String(201), primary_key=True)
    completed_at: Mapped[datetime] = mapped_column(default=clock.now)

    enrolment: Mapped[Enrolment] = relationship(back_populates="lesson_completions")


class Attempt(Base):
    """One sitting of a quiz. What is stored is enough to show it again whatever becomes of the file."""

    __tablename__ = "attempts"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "quiz", "number"),
        Index(
            "uq_attempts_open",
            "enrolment_id",
            "quiz",
            unique=True,
            sqlite_where=text("submitted_at IS NULL"),
            postgresql_where=text("submitted_at IS NULL"),
        ),
        CheckConstraint("number >= 1", name="number_starts_at_1"),
        CheckConstraint("max_attempts IS NULL OR number <= max_attempts", name="attempts_are_limited"),
        CheckConstraint("pass_mark > 0 AND pass_mark <= 1", name="pass_mark_is_scaled"),
        CheckConstraint(
            "(submitted_at IS NULL AND score_raw IS NULL AND is_passed IS NULL)"
            " OR (submitted_at IS NOT NULL AND score_raw IS NOT NULL AND is_passed IS NOT NULL)",
            name="marked_when_submitted",
        ),
        CheckConstraint(
            "score_raw IS NULL OR (score_raw >= 0 AND score_raw <= score_max)", name="score_is_in_range"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolments.id"))
    quiz: Mapped[str] = mapped_column(String(201))
    number: Mapped[int]
    max_attempts: Mapped[int | None]
    seed: Mapped[int]
    course_version: Mapped[int]
    revision: Mapped[str] = mapped_column(String(64))
    pass_mark: Mapped[float]
    score_max: Mapped[int]
    score_raw: Mapped[int | None]
    is_passed: Mapped[bool | None]
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    submitted_at: Mapped[datetime | None]

    enrolment: Mapped[Enrolment] = relationship(back_populates="attempts")
    responses: Mapped[list[Response]] = relationship(
        back_populates="attempt", order_by="Response.position", cascade="all, delete-orphan"
    )


class Response(Base):
    """What the learner gave to one question; the row is made, empty, when the question is drawn."""

    __tablename__ = "responses"
    __table_args__ = (UniqueConstraint("attempt_id", "position"),)

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(100), primary_key=True)
    position: Mapped[int]
    # The options' keys in the order shown, and the keys that were chosen.
    options: Mapped[list[str]] = mapped_column(KeyList)
    chosen: Mapped[list[str] | None] = mapped_column(KeyList)
    is_correct: Mapped[bool | None]
    saved_at: Mapped[datetime | None]

    attempt: Mapped[Attempt] = relationship(back_populates="responses")


class Evidence(StrEnum):
    """How a completion is known: recorded here as it happened, or attested from elsewhere."""

    ONLINE = "online"
    FACE_TO_FACE = "face_to_face"
    EXTERNAL = "external"


class Completion(Base):
    """The dated fact that a course's requirements were met, with what was true on that day. Never changed."""

    __tablename__ = "completions"
    __table_args__ = (
        Index("ix_completions_person_course", "person_id", "course", "completed_at"),
        Index("ix_completions_organisation_course", "organisation_id", "course", "completed_at"),
        Index("ix_completions_goal", "is_qualifying", "completed_at"),
        CheckConstraint(
            "(organisation_id IS NULL) = (membership_id IS NULL)", name="organisation_of_membership"
        ),
        CheckConstraint("evidence <> 'online' OR enrolment_id IS NOT NULL", name="online_has_an_enrolment"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolments.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    course: Mapped[str] = mapped_column(String(100))
    course_version: Mapped[int]
    is_qualifying: Mapped[bool]
    evidence: Mapped[Evidence] = mapped_column(words(Evidence, "evidence"), default=Evidence.ONLINE)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    completed_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_on: Mapped[date]

    enrolment: Mapped[Enrolment | None] = relationship(back_populates="completion")
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    membership: Mapped[Membership | None] = relationship()
