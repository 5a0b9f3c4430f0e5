"""What can go wrong in the domain. Nothing here knows HTTP; the edge translates."""

from __future__ import annotations

from datetime import datetime


class DomainError(Exception):
    """Something that the person who asked can be told, in the exception's own words."""


class NotFound(DomainError):
    """There is no such object, or none that this person may see: the two are never told apart."""


class NotAllowed(DomainError):
    """The person may see the object but may not do this to it."""


class TooManyTries(DomainError):
    """A limit was reached. `retry_at` (UTC) is when the next try will be taken."""

    def __init__(self, message: str, retry_at: datetime) -> None:
        super().__init__(message)
        self.retry_at = retry_at


class InvalidInput(DomainError):
    """A value that a form field holds is refused by a rule; `field` names the field."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
