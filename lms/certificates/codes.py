"""Verification codes: made at random, and read forgivingly. Pure."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable

# Digits and capitals without those that look alike in print: 0 and O; 1, I and L; U, which looks like V.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4

Choice = Callable[[str], str]


def make_code(choice: Choice = secrets.choice) -> str:
    """A code as it is stored, printed and put into addresses: "K7QM-2XHD-9RTA", one of 30 to the power of 12.

    `choice` picks one character; only fictional certificates may take another than the system's own.
    """
    return _group("".join(choice(ALPHABET) for _ in range(LENGTH)))


def parse_code(typed: str) -> str | None:
    """The code that somebody typed, or None when it cannot be one.

    Case, spaces and hyphens do not matter, nor whether the whole address was copied. A U is read as V; what
    else is not in the alphabet could be several others, so that guessing would help nobody.
    """
    last = typed.strip().rstrip("/").rpartition("/")[2]
    letters = [each for each in unicodedata.normalize("NFKC", last).upper() if each.isalnum()]
    code = "".join(letters).replace("U", "V")
    return _group(code) if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def _group(code: str) -> str:
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))
