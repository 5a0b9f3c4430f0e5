"""Rows of organisations added up. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass
class Total:
    """Several organisations taken together. All but `unconfirmed` are of confirmed people."""

    name: str
    organisations: int = 0
    people: int = 0
    in_date: int = 0
    lapsing: int = 0
    unconfirmed: int = 0

    def add(self, row: Any) -> None:
        self.organisations += 1
        self.people += row.people
        self.in_date += row.in_date
        self.lapsing += row.lapsing
        self.unconfirmed += row.unconfirmed


def add_up(rows: Iterable[Any]) -> Total:
    total = Total("All")
    for row in rows:
        total.add(row)
    return total


def add_up_by_sector(rows: Iterable[Any]) -> list[Total]:
    """By the sector's name, whatever the order of the rows."""
    totals: dict[str, Total] = {}
    for row in rows:
        totals.setdefault(row.sector, Total(row.sector)).add(row)
    return [totals[name] for name in sorted(totals)]
