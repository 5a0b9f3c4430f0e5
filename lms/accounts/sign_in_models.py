"""Rows of signing in: the mailed link and code, the device that is signed in, and the limits on trying."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms import clock
from lms.accounts.models import Person
from lms.extensions import Base


class SignInToken(Base):
    """One mailed link with its 6-digit code: of each only the hash is kept. Either works once."""

    __tablename__ = "sign_in_tokens"
    __table_args__ = (CheckConstraint("code_tries >= 0 AND code_tries <= 5", name="code_tries_are_limited"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    code_tries: Mapped[int] = mapped_column(default=0)
    next_path: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignIn(Base):
    """A device on which a person is signed in.

    A row and not only a cookie, so that a copied cookie dies with the sign-out.
    """

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(200), default="")
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    # The cookie's content: known only to the object that was just made, since the row has the hash.
    token = ""


class Throttle(Base):
    """How often something limited has been tried by one subject in the current window."""

    __tablename__ = "throttles"
    __table_args__ = (Index("ix_throttles_window_ends_at", "window_ends_at"),)

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    tries: Mapped[int] = mapped_column(default=0)
    window_ends_at: Mapped[datetime]
