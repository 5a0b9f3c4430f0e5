"""What has to be done about each fact, when, by whom, and where it matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lms.courses.fact_uses import Use, Uses
from lms.courses.facts import Facts, write_date
from lms.courses.model import Fact

# How long before its review date an owner begins to be asked: time to read a source and mend a text.
NOTICE_DAYS = 30

State = Literal["overdue", "due", "awaiting-sign-off", "unconfirmed", "in-order"]
STATES: tuple[State, ...] = ("overdue", "due", "awaiting-sign-off", "unconfirmed", "in-order")


@dataclass(frozen=True)
class FactReview:
    """A fact with how it stands today. `days` is how many are left to its review date, negative when past."""

    fact: Fact
    state: State
    days: int
    uses: tuple[Use, ...]

    @property
    def needs_attention(self) -> bool:
        return self.state != "in-order"

    @property
    def summary(self) -> str:
        """As in "overdue since 1 March 2027, awaiting sign-off"."""
        day = write_date(self.fact.review_by)
        if self.fact.status == "unconfirmed":
            return "unconfirmed: not to be used"
        date_words = {"overdue": f"overdue since {day}", "due": f"due on {day}"}.get(self.state)
        waiting = "awaiting sign-off" if self.fact.status == "awaiting-sign-off" else None
        return ", ".join(words for words in (date_words, waiting) if words) or f"in order until {day}"


def list_reviews(facts: Facts, uses: Uses, today: date, due_within: int = NOTICE_DAYS) -> list[FactReview]:
    """Every fact: what is overdue first, then what is due within `due_within` days, then the rest by date."""
    reviews = [_build_review(fact, uses.get(fact.key, ()), today, due_within) for fact in facts]
    return sorted(reviews, key=lambda each: (STATES.index(each.state), each.fact.review_by, each.fact.key))


def _build_review(fact: Fact, uses: tuple[Use, ...], today: date, due_within: int) -> FactReview:
    days = (fact.review_by - today).days
    state: State = "in-order"
    if not fact.is_publishable:
        state = "unconfirmed"
    elif fact.is_overdue(today):
        state = "overdue"
    elif days <= due_within:
        state = "due"
    elif fact.status == "awaiting-sign-off":
        state = "awaiting-sign-off"
    return FactReview(fact, state, days, uses)


def render_reviews(reviews: Iterable[FactReview]) -> str:
    """The list for a terminal, and a last line that counts."""
    listed = list(reviews)
    blocks = [_render_review(review) for review in listed]
    words = {
        "overdue": "overdue",
        "due": "due soon",
        "awaiting-sign-off": "awaiting sign-off",
        "unconfirmed": "unconfirmed",
        "in-order": "in order",
    }
    counts = [(sum(each.state == state for each in listed), words[state]) for state in STATES]
    counted = ", ".join(f"{number} {word}" for number, word in counts if number)
    return "\n".join([*blocks, (counted or "Nothing to do") + "."])


def _render_review(review: FactReview) -> str:
    fact = review.fact
    lines = [f"{fact.key}: {review.summary}", f"  {fact.label}: {fact.value}", f"  owner: {fact.owner}"]
    places = [f"{use.place} ({use.where})" if use.where else use.place for use in review.uses]
    lines += [f"  used in: {place}" for place in places] or ["  used nowhere"]
    return "\n".join(lines)
