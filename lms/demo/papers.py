"""The certificates for one learner's completions of one course, in every state that one can be in. Pure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lms.demo.taking import Taken

# Some have not confirmed their name yet, and so hold no certificate until they do.
NOT_YET_ISSUED = 0.04
REISSUED = 0.012
REVOKED = 0.003
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


def list_papers(
    name: str, completed: Sequence[Taken], ends_at: datetime, chance: random.Random
) -> list[Paper]:
    """Of `completed`, in the order of time, each one's certificate is replaced by that of the next."""
    papers: list[Paper] = []
    for taken in completed:
        assert taken.ended_at
        issued_at = taken.ended_at + timedelta(seconds=chance.randint(10, 150))
        if issued_at >= ends_at or chance.random() < NOT_YET_ISSUED:
            continue
        if papers and papers[-1].revoked_at is None:
            papers[-1] = replace(papers[-1], replaced_at=issued_at)
        papers += _issue(taken, name, issued_at, ends_at, chance)
    return papers


def _issue(
    taken: Taken, name: str, issued_at: datetime, ends_at: datetime, chance: random.Random
) -> list[Paper]:
    """One certificate, now and then corrected once, and very seldom revoked."""
    paper = Paper(taken, name, issued_at)
    later = issued_at + timedelta(minutes=chance.randint(5, 30_000))
    roll = chance.random()
    if later < ends_at and roll < REISSUED and name != name.lower():
        return [replace(paper, name=name.lower(), replaced_at=later), replace(paper, issued_at=later)]
    if later < ends_at and roll < REISSUED + REVOKED:
        return [replace(paper, revoked_at=later)]
    return [paper]
