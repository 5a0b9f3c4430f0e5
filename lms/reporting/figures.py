"""The figures of a report and how they are added up. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from lms.reporting.states import State


@dataclass(frozen=True)
class Counts:
    """People by their best state with the chosen courses. Those who are lapsing are in date as well."""

    states: Counter[State] = field(default_factory=Counter)

    @property
    def people(self) -> int:
        return self.states.total()

    @property
    def in_date(self) -> int:
        return self.states[State.COMPLETED] + self.states[State.LAPSING]

    @property
    def lapsing(self) -> int:
        return self.states[State.LAPSING]

    @property
    def in_progress(self) -> int:
        return self.states[State.IN_PROGRESS]

    @property
    def expired(self) -> int:
        return self.states[State.EXPIRED]

    @property
    def not_started(self) -> int:
        return self.states[State.NOT_STARTED]

    @property
    def share(self) -> float | None:
        """Of the people, those in date: 0 to 1; None where there is nobody."""
        return self.in_date / self.people if self.people else None


@dataclass(frozen=True)
class Summary:
    """Of the people who belong to an organisation now; those not confirmed are counted apart."""

    confirmed: Counts = field(default_factory=Counts)
    unconfirmed: Counts = field(default_factory=Counts)

    def add(self, is_confirmed: bool, state: State, count: int) -> None:
        counts = self.confirmed if is_confirmed else self.unconfirmed
        counts.states[state] += count


@dataclass(frozen=True)
class OrganisationRow:
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
        self.confirmed.states.update(other.confirmed.states)
        self.unconfirmed.states.update(other.unconfirmed.states)


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
