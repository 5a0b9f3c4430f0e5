"""Rows of people, organisations and memberships."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms import clock
from lms.extensions import Base, words


class Role(StrEnum):
    """What a person is in an organisation. (A coordinator belongs to the partnership, not to one.)"""

    LEARNER = "learner"
    TRAINING_LEAD = "training_lead"


class Duty(StrEnum):
    """Whether a body is a first responder organisation, or bound by the duty to notify."""

    YES = "yes"
    PART = "part"
    POLICY = "policy"
    NO = "no"


class Organisation(Base):
    """A partner body: an agency, council, trust, charity or business."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    sector: Mapped[str] = mapped_column(String(100), index=True)
    first_responder: Mapped[Duty] = mapped_column(words(Duty, "first_responder"), default=Duty.NO)
    duty_to_notify: Mapped[Duty] = mapped_column(words(Duty, "duty_to_notify"), default=Duty.NO)
    is_closed: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    domains: Mapped[list[OrganisationDomain]] = relationship(
        back_populates="organisation", cascade="all, delete-orphan", order_by="OrganisationDomain.domain"
    )


class OrganisationDomain(Base):
    """A domain of e-mail addresses that lets us guess where a new learner works."""

    __tablename__ = "organisation_domains"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    domain: Mapped[str] = mapped_column(String(253), unique=True)

    organisation: Mapped[Organisation] = relationship(back_populates="domains")


class Person(Base):
    """Someone with an account: a learner, and perhaps a training lead or a coordinator."""

    __tablename__ = "people"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_is_lower_case"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_coordinator: Mapped[bool] = mapped_column(default=False)
    # Where they say that they work, a key of lms.courses.audiences; None goes by their organisation.
    setting: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    memberships: Mapped[list[Membership]] = relationship(
        back_populates="person",
        order_by="Membership.started_at",
        foreign_keys="Membership.person_id",
    )
    # At most one, by the index "uq_memberships_current".
    membership: Mapped[Membership | None] = relationship(
        primaryjoin="and_(Person.id == Membership.person_id, Membership.ended_at.is_(None))",
        foreign_keys="Membership.person_id",
        viewonly=True,
        uselist=False,
    )


class Membership(Base):
    """A person belongs to an organisation, from one moment to another. Nobody has two current ones."""

    __tablename__ = "memberships"
    __table_args__ = (
        Index(
            "uq_memberships_current",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[Role] = mapped_column(words(Role, "role"), default=Role.LEARNER)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    person: Mapped[Person] = relationship(back_populates="memberships", foreign_keys=[person_id])
    organisation: Mapped[Organisation] = relationship()

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_current(self) -> bool:
        return self.ended_at is None


class Invitation(Base):
    """An offer to join an organisation, bound to an e-mail address; accepted by signing in with it."""

    __tablename__ = "invitations"
    __table_args__ = (
        Index(
            "uq_invitations_open",
            "organisation_id",
            "email",
            unique=True,
            sqlite_where=text("accepted_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("accepted_at IS NULL AND withdrawn_at IS NULL"),
        ),
        CheckConstraint("email = lower(email)", name="email_is_lower_case"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    role: Mapped[Role] = mapped_column(words(Role, "role"), default=Role.LEARNER)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    invited_at: Mapped[datetime] = mapped_column(default=clock.now)
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
    invited_by: Mapped[Person | None] = relationship()
