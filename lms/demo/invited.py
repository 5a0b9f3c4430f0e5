"""Invitations that nobody has answered yet. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from lms.demo.names import make_address, make_name
from lms.demo.places import Place
from lms.demo.seasons import Season, moment_on

SMALLEST_PLACE = 10
PEOPLE_FOR_AN_INVITATION = 20
MOST = 6
DAYS = 40


@dataclass(frozen=True)
class Invited:
    """A fictional person who was invited to a place and has not signed up."""

    place: Place
    email: str
    invited_at: datetime


def list_invited(
    places: Iterable[Place], season: Season, taken: set[str], chance: random.Random
) -> Iterator[Invited]:
    """A few at each larger place with a lead; their addresses are added to `taken`."""
    for place in places:
        if place.leads and place.size >= SMALLEST_PLACE:
            for _ in range(min(1 + place.size // PEOPLE_FOR_AN_INVITATION, MOST)):
                # Back from a week ago, since a day at the weekend is moved into the week after it.
                day = season.last - timedelta(days=7 + chance.randrange(DAYS))
                email = make_address(make_name(chance), place.domain, taken)
                yield Invited(place, email, moment_on(day, chance))
