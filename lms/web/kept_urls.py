"""Addresses that are asked for on every page, worked out once in a process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import request, url_for


def kept_url(endpoint: str, **values: str | int | None) -> str:
    """As `url_for`, for one of few addresses on this site that depend on nothing else."""
    return _work_out(request.script_root, endpoint, tuple(values.items()))


@lru_cache(maxsize=4_000)
def _work_out(_root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    return url_for(endpoint, **dict(values))
