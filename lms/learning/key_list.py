"""A column of keys: those of a question's options as they were shown, or of those that were chosen."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator


class KeyList(TypeDecorator[list[str]]):
    """A list in JSON, or NULL.

    A page of a quiz has twenty of them, and the same few come again and again. On SQLite, which has text,
    each is written and read once in a process.
    """

    impl = JSON(none_as_null=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        return _to_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _to_text(keys: Sequence[str] | None) -> str | None:
    return None if keys is None else _write(tuple(keys))


def _from_text(text: str | None) -> list[str] | None:
    return None if text is None else list(_read(text))


@lru_cache(maxsize=10_000)
def _write(keys: tuple[str, ...]) -> str:
    return json.dumps(keys)


@lru_cache(maxsize=10_000)
def _read(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
