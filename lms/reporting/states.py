"""How a learner stands with a course, as a training lead needs to know it. Pure."""

from __future__ import annotations

from enum import IntEnum


class State(IntEnum):
    """From the best to the worst; each person has exactly one with each course.

    Whoever has begun again after an expiry is in progress: that is what happens next. Whoever renews while
    the last completion is still valid stays completed.
    """

    COMPLETED = 1
    LAPSING = 2
    IN_PROGRESS = 3
    EXPIRED = 4
    NOT_STARTED = 5

    @property
    def words(self) -> str:
        return _WORDS[self]

    @property
    def key(self) -> str:
        """How the state is written in an address."""
        return self.name.lower().replace("_", "-")


_WORDS = {
    State.COMPLETED: "Completed",
    State.LAPSING: "Lapsing soon",
    State.IN_PROGRESS: "In progress",
    State.EXPIRED: "Expired",
    State.NOT_STARTED: "Not started",
}


class Recorded(IntEnum):
    """Where a completion belongs, and whether it was attested rather than made on this site."""

    ELSEWHERE = 1
    ELSEWHERE_ATTESTED = 2
    HERE = 3
    HERE_ATTESTED = 4
