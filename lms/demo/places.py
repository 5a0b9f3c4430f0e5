"""How many of the fictional people work where: very many at the police, a few at a church. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lms.demo.names import make_domain
from lms.demo.seasons import Season

# The first word that is in an organisation's name decides; of 2,000 people, about so many work there.
SIZES = (
    ("constabulary", 300),
    ("county council", 280),
    ("hospitals", 170),
    ("east and north hertfordshire nhs", 150),
    ("nhs foundation trust", 110),
    ("community nhs", 100),
    ("nhs", 60),
    ("university", 70),
    ("fire and rescue", 55),
    ("ambulance", 50),
    ("probation", 45),
    ("jobcentre", 40),
    ("council", 45),
    ("housing", 22),
    ("homes", 14),
    ("safeguarding", 6),
    ("chamber", 5),
    ("diocese", 9),
    ("church", 2),
    ("sheriff", 1),
    ("lay members", 3),
)
SIZE_OF_OTHERS = 7
SMALL = 12
SHARE_OF_SMALL_ONES_WITHOUT_ANYBODY = 0.16
SHARE_WITHOUT_A_LEAD = 0.1
LARGE = 90
# From the launch.
DAYS_UNTIL_ALL_LARGE = 14
DAYS_UNTIL_ALL = 520


@dataclass(frozen=True)
class Place:
    """An organisation in the demonstration: `opens` is the day from which it takes part.

    `key` is whatever the caller tells organisations apart by. `zeal` is around 1: how much more or less
    likely its people are to complete than others.
    """

    key: int
    domain: str
    size: int
    leads: int
    opens: date
    zeal: float


def build_places(
    organisations: Iterable[tuple[int, str]], professionals: int, season: Season, chance: random.Random
) -> list[Place]:
    """The organisations (key and name) that have people, who are `professionals` in all; largest first."""
    named = sorted(organisations, key=lambda each: each[1])
    weights = [_weight(name, chance) for _, name in named]
    if not any(weights):
        weights = [1.0] * len(named)
    taken: set[str] = set()
    places = [
        _open(key, make_domain(name, taken), size, season, chance)
        for (key, name), size in zip(named, _share_out(professionals, weights), strict=True)
    ]
    return sorted((place for place in places if place.size), key=lambda place: -place.size)


def _open(key: int, domain: str, size: int, season: Season, chance: random.Random) -> Place:
    """Large ones take part from the launch, the others one after another in the months that follow."""
    is_large = size >= LARGE
    leads = 2 if is_large else int(size > 1 and chance.random() >= SHARE_WITHOUT_A_LEAD)
    delay = timedelta(days=int(chance.random() * (DAYS_UNTIL_ALL_LARGE if is_large else DAYS_UNTIL_ALL)))
    zeal = chance.uniform(0.94, 1.06) if is_large else chance.uniform(0.6, 1.3)
    return Place(key, domain, size, leads, season.campaigns[0] + delay, zeal)


def _weight(name: str, chance: random.Random) -> float:
    size = next((size for word, size in SIZES if word in name.lower()), SIZE_OF_OTHERS)
    varied = size * (chance.uniform(0.85, 1.15) if size >= LARGE else chance.uniform(0.4, 1.7))
    is_empty = size <= SMALL and chance.random() < SHARE_OF_SMALL_ONES_WITHOUT_ANYBODY
    return 0.0 if is_empty else varied


def _share_out(total: int, weights: list[float]) -> list[int]:
    """Whole shares of `total` in proportion to the weights: those with the largest remainders round up."""
    exact = [total * weight / sum(weights) for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: shares[place] - exact[place])
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares
