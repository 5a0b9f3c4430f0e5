"""Where to go after signing in: only ever a page of ours."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

MAX_LENGTH = 500
# A browser reads a backslash as a slash, and drops tabs and line ends before it looks at what is left.
FORBIDDEN = re.compile(r"[\\\x00-\x20\x7f-\x9f\u2028\u2029]")
# Pages that lead nowhere once somebody is signed in.
POINTLESS = ("/sign-in", "/sign-up", "/sign-out")


def local_path(wanted: str | None) -> str | None:
    """`wanted` if it is the path of a page of ours worth going to, else None."""
    if not wanted or len(wanted) > MAX_LENGTH or FORBIDDEN.search(wanted):
        return None
    if not wanted.startswith("/") or wanted.startswith("//"):
        return None
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith(POINTLESS):
        return None
    return wanted
