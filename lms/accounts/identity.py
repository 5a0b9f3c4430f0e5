"""Who is asking, as every page needs to know it: a value and no row, because each request reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from flask_login import UserMixin

from lms.accounts.models import Role


class Belonging(Protocol):
    """What a rule needs of somebody's current membership; a Membership has it as well."""

    @property
    def id(self) -> int: ...
    @property
    def organisation_id(self) -> int: ...
    @property
    def role(self) -> Role: ...
    @property
    def is_confirmed(self) -> bool: ...


class Asker(Protocol):
    """What a rule that only reads needs of a person: an Identity will do, and a Person as well."""

    @property
    def id(self) -> int: ...
    @property
    def uuid(self) -> UUID: ...
    @property
    def email(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def is_coordinator(self) -> bool: ...
    @property
    def membership(self) -> Belonging | None: ...


@dataclass(frozen=True)
class CurrentMembership:
    id: int
    organisation_id: int
    role: Role
    is_confirmed: bool


@dataclass(frozen=True)
class Identity(UserMixin):
    """The person of a live sign-in, as they were when the request began: what Flask-Login calls the user."""

    sign_in_id: int
    id: int
    uuid: UUID
    email: str
    name: str
    is_coordinator: bool
    membership: CurrentMembership | None
    # The cookie's content: known only when the sign-in has just begun, since the row has the hash.
    token: str = field(default="", repr=False)

    def get_id(self) -> str:
        return self.token
