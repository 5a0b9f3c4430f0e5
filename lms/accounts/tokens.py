"""Random tokens, and hashes of what is short enough to be guessed from a plain hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from flask import current_app


def new_token() -> str:
    """256 random bits, to be put into a link or a cookie; keep only `hash_token` of it."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(1_000_000):06}"


def keyed_hash(*parts: str) -> str:
    """A hash that nobody can try values against without this installation's key: for codes and addresses."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()


def is_same(one: str, other: str) -> bool:
    """Compare in a time that does not tell how much is the same."""
    return hmac.compare_digest(one.encode(), other.encode())
