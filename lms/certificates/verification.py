"""What a stranger who holds a certificate is told about it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import select

from lms.certificates.models import Certificate
from lms.extensions import db


class State(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    REPLACED = "replaced"
    REVOKED = "revoked"


def state(certificate: Certificate, today: date) -> State:
    """The gravest that is true comes first. The day that a certificate expires on is its last valid one."""
    if certificate.revoked_at is not None:
        return State.REVOKED
    if certificate.replaced_at is not None:
        return State.REPLACED
    return State.EXPIRED if certificate.expires_on < today else State.VALID


def find_certificate(code: str) -> Certificate | None:
    """The certificate with exactly this code, as `codes.parse_code` returns it."""
    return db.session.scalar(select(Certificate).where(Certificate.code == code))
