"""All pages of accounts: importing them hangs them on the blueprint."""

from __future__ import annotations

from lms.accounts import (
    views_account,
    views_invitations,
    views_organisations,
    views_people,
    views_sign_in,
    views_sign_up,
)
from lms.accounts.blueprint import bp

__all__ = [
    "bp",
    "views_account",
    "views_invitations",
    "views_organisations",
    "views_people",
    "views_sign_in",
    "views_sign_up",
]
