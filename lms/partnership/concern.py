"""What to do about a concern, in order, with every number taken from the facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lms.courses.facts import Facts, UnconfirmedFact, describe_check
from lms.courses.model import Fact
from lms.errors import NotFound

# Shown when the facts cannot be read at all. A test holds it against the fact "emergency".
EMERGENCY_NUMBER = "999"


@dataclass(frozen=True)
class Step:
    """When to use these ways, and the keys of the facts that say which they are."""

    heading: str
    keys: tuple[str, ...]


FIRST = Step("Someone is in danger now", ("emergency", "emergency-text", "emergency-silent"))
STEPS = (
    Step("It is not an emergency", ("police", "police-online")),
    Step("You do not want to give your name", ("crimestoppers",)),
    Step("You are worried about a child", ("children",)),
    Step("You are worried about an adult who needs care or support", ("adults",)),
    Step("You want advice, or are not sure", ("helpline", "helpline-form")),
)


@dataclass(frozen=True)
class Way:
    """One way to get in touch. `href` is a call or a page, None for words alone."""

    fact: Fact
    href: str | None
    is_overdue: bool

    @property
    def check(self) -> str:
        """When its source was read, or that it awaits sign-off; and whether the day for that has passed."""
        again = " again" if self.fact.status == "confirmed" else ""
        return describe_check(self.fact) + (f", and due to be checked{again}" if self.is_overdue else "")


@dataclass(frozen=True)
class Advice:
    """The page's content. `danger` comes first; a step of which nothing may be published is left out."""

    danger: list[Way]
    steps: list[tuple[str, list[Way]]]

    @property
    def has_emergency_number(self) -> bool:
        return any(way.fact.key == "emergency" for way in self.danger)

    @property
    def ways(self) -> list[Way]:
        return self.danger + [way for _, found in self.steps for way in found]


def build_advice(facts: Facts, today: date) -> Advice:
    """What can be said with these facts: an unknown or unconfirmed one is left out."""
    steps = [(step.heading, _list_ways(facts, step.keys, today)) for step in STEPS]
    return Advice(_list_ways(facts, FIRST.keys, today), [step for step in steps if step[1]])


def _list_ways(facts: Facts, keys: Sequence[str], today: date) -> list[Way]:
    ways = []
    for key in keys:
        try:
            fact = facts.published(key)
        except (NotFound, UnconfirmedFact):
            continue
        ways.append(Way(fact, facts.find_address(key, None), fact.is_overdue(today)))
    return ways
