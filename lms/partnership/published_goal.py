"""The goal as the public sees it: page and `/goal.json` show exactly this, with small numbers withheld."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from lms.accounts.models import Organisation
from lms.clock import london_date
from lms.partnership.goal import Tally
from lms.partnership.suppression import SMALLEST, suppress_groups, suppress_pair, suppress_series
from lms.partnership.window import Window

Count = int | None
"""A number of professionals, None when it is withheld."""


@dataclass(frozen=True)
class Month:
    """`first` is its first day, `until` its last one that counts so far; `total` is the count by then."""

    first: date
    until: date
    added: Count
    total: Count


@dataclass(frozen=True)
class PublishedOrganisation:
    name: str
    professionals: Count


@dataclass(frozen=True)
class Sector:
    name: str
    professionals: Count
    organisations: list[PublishedOrganisation]


@dataclass(frozen=True)
class PublishedGoal:
    """What may be told. The number of all professionals is always told: it is about no one organisation."""

    number: int
    window: Window
    as_of: datetime
    professionals: int
    recorded: Count
    attested: Count
    unconfirmed: Count
    without_organisation: Count
    months: list[Month]
    sectors: list[Sector]

    @property
    def organisations(self) -> list[PublishedOrganisation]:
        """Those whose number is shown, the largest first."""
        shown = [each for sector in self.sectors for each in sector.organisations if each.professionals]
        return sorted(shown, key=lambda each: (-(each.professionals or 0), each.name))

    @property
    def withheld_organisations(self) -> int:
        """How many organisations have no number shown."""
        return sum(each.professionals is None for sector in self.sectors for each in sector.organisations)


def build_published_goal(
    number: int, window: Window, tally: Tally, partners: Sequence[Organisation], as_of: datetime
) -> PublishedGoal:
    """Withhold what is small. `partners` are all organisations, ordered by sector; `as_of` is in UTC."""
    recorded, attested = suppress_pair(tally.recorded, tally.attested)
    unconfirmed, _ = suppress_pair(tally.unconfirmed, tally.total - tally.unconfirmed)
    sectors, without_organisation = _build_sectors(tally, partners)
    return PublishedGoal(
        number=number,
        window=window,
        as_of=as_of,
        professionals=tally.total,
        recorded=recorded,
        attested=attested,
        unconfirmed=unconfirmed,
        without_organisation=without_organisation,
        months=_build_months(tally, window, london_date(as_of)),
        sectors=sectors,
    )


def _build_sectors(tally: Tally, partners: Sequence[Organisation]) -> tuple[list[Sector], Count]:
    members = {sector: list(each) for sector, each in groupby(partners, key=lambda partner: partner.sector)}
    cells: dict[str | None, dict[int | None, int]] = {
        sector: {partner.id: tally.by_organisation[partner.id] for partner in each}
        for sector, each in members.items()
    }
    published = suppress_groups(cells | {None: {None: tally.by_organisation[None]}})
    sectors = [
        Sector(
            sector,
            published[sector][0],
            [PublishedOrganisation(partner.name, published[sector][1][partner.id]) for partner in each],
        )
        for sector, each in members.items()
    ]
    return sectors, published[None][0]


def _build_months(tally: Tally, window: Window, today: date) -> list[Month]:
    firsts = sorted(tally.by_month)
    totals = suppress_series([tally.by_month[first] for first in firsts])
    before: list[Count] = [0, *totals]
    return [
        Month(
            first,
            window.last_day_of(first, today),
            None if earlier is None or total is None else total - earlier,
            total,
        )
        for first, earlier, total in zip(firsts, before, totals, strict=False)
    ]


def as_json(goal: PublishedGoal, partnership: str) -> dict[str, Any]:
    """The same in the names of `/goal.json`; null is a number that is withheld."""
    return {
        "partnership": partnership,
        "goal": goal.number,
        "window": {
            "starts_on": goal.window.starts_on.isoformat(),
            "ends_on": goal.window.ends_on.isoformat(),
        },
        "as_of": goal.as_of.isoformat(timespec="seconds"),
        "smallest_number_shown": SMALLEST,
        "professionals": goal.professionals,
        "recorded_here": goal.recorded,
        "attested": goal.attested,
        "not_yet_confirmed": goal.unconfirmed,
        "no_organisation_given": goal.without_organisation,
        "months": [
            {"month": f"{month.first:%Y-%m}", "added": month.added, "total": month.total}
            for month in goal.months
        ],
        "sectors": [
            {
                "sector": sector.name,
                "professionals": sector.professionals,
                "organisations": [
                    {"name": each.name, "professionals": each.professionals} for each in sector.organisations
                ],
            }
            for sector in goal.sectors
        ],
    }
