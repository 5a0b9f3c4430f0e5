"""The certificates of fictional people, in every state that one can be in. Pure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lms.demo.taking import Taken

# Some have not confirmed their name yet, and so hold no certificate until they do.
NOT_YET_ISSUED = 0.04
# Counted and not left to chance, so that a small demonstration has them too.
CORRECTED_ONE_IN = 70
REVOKED_ONE_IN = 120
REASON = "Issued by mistake: somebody else had taken the quiz on this account."


@dataclass(frozen=True)
class Paper:
    """A certificate for `taken`, with the name as it was printed."""

    taken: Taken
    name: str
    issued_at: datetime
    replaced_at: datetime | None = None
    revoked_at: datetime | None = None

    @property
    def revoked_reason(self) -> str | None:
        return REASON if self.revoked_at else None


class Issuer:
    """Issues certificates; what would happen from `ends_at` on has not happened yet."""

    def __init__(self, ends_at: datetime, chance: random.Random) -> None:
        self.ends_at = ends_at
        self.chance = chance
        self._count = 0

    def issue_all(self, name: str, completed: Sequence[Taken]) -> list[Paper]:
        """For one learner's completions of one course, in the order of time: each replaces the one before."""
        papers: list[Paper] = []
        for taken in completed:
            assert taken.ended_at
            issued_at = taken.ended_at + timedelta(seconds=self.chance.randint(10, 150))
            if issued_at >= self.ends_at or self.chance.random() < NOT_YET_ISSUED:
                continue
            if papers and papers[-1].revoked_at is None:
                papers[-1] = replace(papers[-1], replaced_at=issued_at)
            papers += self._issue(Paper(taken, name, issued_at))
        return papers

    def _issue(self, paper: Paper) -> list[Paper]:
        """One certificate, now and then with a mistyped name and then its correction, seldom revoked."""
        self._count += 1
        later = paper.issued_at + timedelta(minutes=self.chance.randint(5, 30_000))
        if later >= self.ends_at:
            return [paper]
        mistyped = paper.name.lower()
        if self._count % CORRECTED_ONE_IN == 0 and mistyped != paper.name:
            return [replace(paper, name=mistyped, replaced_at=later), replace(paper, issued_at=later)]
        return [replace(paper, revoked_at=later)] if self._count % REVOKED_ONE_IN == 0 else [paper]
