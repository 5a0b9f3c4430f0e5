"""The figures of a report and how they are added up. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from lms.reporting.states import State


@dataclass
class Counts:
    """People by their best state with the chosen courses. `completed` leaves out those who are lapsing."""

    completed: int = 0
    lapsing: int = 0
    in_progress: int = 0
    expired: int = 0
    not_started: int = 0

    @property
    def people(self) -> int:
        return self.completed + self.lapsing + self.in_progress + self.expired + self.not_started

    @property
    def in_date(self) -> int:
        return self.completed + self.lapsing

    @property
    def share(self) -> float | None:
        """Of the people, those in date: 0 to 1; None where there is nobody."""
        return self.in_date / self.people if self.people else None

    def add(self, other: Counts) -> None:
        self.completed += other.completed
        self.lapsing += other.lapsing
        self.in_progress += other.in_progress
        self.expired += other.expired
        self.not_started += other.not_started


@dataclass(frozen=True)
class Summary:
    """Of the people who belong to an organisation now; those not confirmed are counted apart."""

    confirmed: Counts = field(default_factory=Counts)
    unconfirmed: Counts = field(default_factory=Counts)

    def add(self, is_confirmed: bool, state: State, count: int) -> None:
        counts = self.confirmed if is_confirmed else self.unconfirmed
        name = state.name.lower()
        setattr(counts, name, getattr(counts, name) + count)


class OrganisationRow(NamedTuple):
    """A line of the coordinator's list."""

    uuid: UUID
    name: str
    sector: str
    is_closed: bool
    summary: Summary
    organisations: int = 1

    @property
    def confirmed(self) -> Counts:
        return self.summary.confirmed

    @property
    def unconfirmed(self) -> Counts:
        return self.summary.unconfirmed


@dataclass
class Total:
    """Several organisations taken together."""

    name: str
    organisations: int = 0
    summary: Summary = field(default_factory=Summary)

    @property
    def confirmed(self) -> Counts:
        return self.summary.confirmed

    @property
    def unconfirmed(self) -> Counts:
        return self.summary.unconfirmed

    def add(self, other: OrganisationRow | Total) -> None:
        self.organisations += other.organisations
        self.confirmed.add(other.confirmed)
        self.unconfirmed.add(other.unconfirmed)


def add_up(parts: Iterable[OrganisationRow | Total]) -> Total:
    total = Total("All")
    for part in parts:
        total.add(part)
    return total


def add_up_by_sector(rows: Iterable[OrganisationRow]) -> list[Total]:
    """By the sector's name, whatever the order of the rows."""
    totals: dict[str, Total] = {}
    for row in rows:
        totals.setdefault(row.sector, Total(row.sector)).add(row)
    return [totals[name] for name in sorted(totals)]
