"""A fictional professional, with all that the platform would have recorded of them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from lms.courses.model import Course
from lms.demo.places import Place
from lms.demo.taking import Taken


@dataclass
class Stay:
    """A membership: at which place, as what, from when to when (UTC)."""

    place: Place
    is_lead: bool
    started_at: datetime
    confirmed_at: datetime | None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Attested:
    """A completion that was not recorded here: from a session in a room, or from another platform."""

    course: Course
    completed_at: datetime
    is_face_to_face: bool


@dataclass
class Professional:
    """Their memberships and the courses that they took, both in the order of time."""

    name: str
    email: str
    stays: list[Stay]
    taken: list[Taken] = field(default_factory=list)
    attested: Attested | None = None

    @property
    def joined_at(self) -> datetime:
        return self.stays[0].started_at

    @property
    def active_at(self) -> datetime:
        """When something of theirs was last recorded."""
        moments = [self.stays[-1].started_at, *(taken.active_at for taken in self.taken)]
        return max([*moments, self.attested.completed_at] if self.attested else moments)

    @property
    def has_completed(self) -> bool:
        return self.attested is not None or any(taken.ended_at for taken in self.taken)

    def completed_by_course(self) -> list[list[Taken]]:
        """The courses that were completed here, each as often as it was, in the order of time."""
        keys = dict.fromkeys(taken.course.key for taken in self.taken)
        return [[each for each in self.taken if each.course.key == key and each.ended_at] for key in keys]

    def get_stay(self, at: datetime) -> Stay:
        """The membership of that moment, between signing up and the last activity."""
        return next(
            stay
            for stay in self.stays
            if stay.started_at <= at and (stay.ended_at is None or at < stay.ended_at)
        )
