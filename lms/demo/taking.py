"""One learner taking one course, step by step, as the platform would have recorded it. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lms import clock
from lms.courses.model import Course, Lesson, Quiz, Step
from lms.demo.seasons import moment_after
from lms.demo.sitting import Sitting, left_open, sit

TRIES = 4
# How likely a learner is to stop after a step for now, and how many days later the next sitting is.
SHARE_OF_BREAKS = 0.1
DAYS_OF_A_BREAK = (0, 0, 1, 1, 2, 3, 5, 7, 12, 25)
SHARE_LEFT_OPEN = 0.6


@dataclass(frozen=True)
class Habits:
    """How somebody learns: the chance of a right response, and the share of a lesson's planned time."""

    accuracy: float
    pace: float


@dataclass
class Taken:
    """A course as one learner took it once. `ended_at` is when it was completed, or None."""

    course: Course
    number: int
    started_at: datetime
    active_at: datetime
    resume_at: str
    ended_at: datetime | None = None
    lessons: list[tuple[str, datetime]] = field(default_factory=list)
    sittings: list[Sitting] = field(default_factory=list)


def version_on(course: Course, at: datetime) -> int:
    """The course's version of that day; of a day before its history began, the first."""
    day = clock.london_date(at)
    known = [change.version for change in course.changes if change.date <= day]
    return max(known, default=min((change.version for change in course.changes), default=course.version))


def take(
    course: Course, number: int, begins_at: datetime, ends_at: datetime, habits: Habits, chance: random.Random
) -> Taken:
    """Take the whole course, or as much of it as happened before `ends_at`."""
    return _Taking(course, number, begins_at, ends_at, habits, chance).go_on(until=len(course.steps))


def take_in_part(
    course: Course, begins_at: datetime, ends_at: datetime, habits: Habits, chance: random.Random
) -> Taken:
    """Take the course and lose interest before a step, or in the middle of it if it is a quiz."""
    taking = _Taking(course, 1, begins_at, ends_at, habits, chance)
    return taking.go_on(until=chance.randrange(len(course.steps)))


class _Taking:
    def __init__(
        self,
        course: Course,
        number: int,
        begins_at: datetime,
        ends_at: datetime,
        habits: Habits,
        chance: random.Random,
    ) -> None:
        self.taken = Taken(course, number, begins_at, begins_at, course.steps[0].key)
        self.at = begins_at
        self.ends_at = ends_at
        self.habits = habits
        self.chance = chance

    def go_on(self, until: int) -> Taken:
        """Do the steps before the place `until`; beyond the last one, the course is completed."""
        for place, step in enumerate(self.taken.course.steps):
            self.taken.resume_at = step.key
            if place == until:
                self._leave(step)
                return self.taken
            if not self._do(step):
                return self.taken
            self._perhaps_rest()
        self.taken.ended_at = self.taken.active_at
        return self.taken

    def _do(self, step: Step) -> bool:
        """Whether the step was done: its time may not have come yet, and a quiz may be failed for good."""
        if isinstance(step.item, Quiz):
            return self._pass(step.item)
        return self._read(step.key, step.item)

    def _read(self, key: str, lesson: Lesson) -> bool:
        minutes = max(lesson.minutes, 1) * self.habits.pace * self.chance.uniform(0.6, 1.5)
        self._wait(seconds=int(60 * minutes))
        if self.at >= self.ends_at:
            return False
        self.taken.lessons.append((key, self.at))
        self.taken.active_at = self.at
        return True

    def _pass(self, quiz: Quiz) -> bool:
        accuracy = self.habits.accuracy
        for number in range(1, min(TRIES, quiz.max_attempts or TRIES) + 1):
            self._wait(seconds=10)
            sitting = sit(quiz, number, self.at, accuracy, self.chance)
            if not self._record(sitting):
                return False
            if sitting.is_passed:
                return True
            # Whoever has failed reads the feedback, and often a lesson again.
            accuracy += (1 - accuracy) * 0.5
            self._wait(seconds=self.chance.randint(60, 720))
        return False

    def _leave(self, step: Step) -> None:
        if isinstance(step.item, Quiz) and self.chance.random() < SHARE_LEFT_OPEN:
            self._wait(seconds=10)
            sitting = sit(step.item, 1, self.at, self.habits.accuracy, self.chance)
            self._record(left_open(sitting, self.chance.randrange(len(sitting.given))))

    def _record(self, sitting: Sitting) -> bool:
        if sitting.active_at >= self.ends_at:
            return False
        self.taken.sittings.append(sitting)
        self.taken.active_at = self.at = sitting.active_at
        return True

    def _perhaps_rest(self) -> None:
        if self.chance.random() < SHARE_OF_BREAKS:
            self.at = moment_after(self.at, self.chance.choice(DAYS_OF_A_BREAK), self.chance)

    def _wait(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)
