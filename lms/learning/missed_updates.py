"""What has changed in a course since somebody completed it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from lms.courses.model import Course, Lesson, Update


@dataclass(frozen=True)
class MissedUpdate:
    """An update that is newer than somebody's completion. `read_at` is None until they have read it."""

    course: Course
    update: Update
    changed_on: date
    read_at: datetime | None

    @property
    def version(self) -> int:
        return self.update.version

    @property
    def lesson(self) -> Lesson:
        return self.update.lesson


def list_missed(course: Course, version: int, read: Mapping[int, datetime]) -> list[MissedUpdate]:
    """The updates since `version`, the oldest first. `read` has when each was read, by its version."""
    days = {change.version: change.date for change in course.changes}
    return [
        MissedUpdate(course, update, days[update.version], read.get(update.version))
        for update in course.list_updates_since(version)
    ]
