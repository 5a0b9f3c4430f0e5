"""How one learner stands with one course today, as the catalogue and the course's page say it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lms.courses.model import Course, Module, Step
from lms.learning import requirements, validity
from lms.learning.missed_updates import MissedUpdate


@dataclass(frozen=True)
class Standing:
    """`done` are the steps done in the open enrolment, or in the last one when none is open.

    `resume_at` is None unless an enrolment is open. `expires_on` is of the latest completion, if any,
    and `missed` is what has changed since then.
    """

    course: Course
    today: date
    done: frozenset[str] = frozenset()
    resume_at: str | None = None
    expires_on: date | None = None
    missed: Sequence[MissedUpdate] = ()

    @property
    def is_in_progress(self) -> bool:
        return self.resume_at is not None

    @property
    def is_ready_to_finish(self) -> bool:
        """Nothing is left to do, because an edit took the last missing step out of the course."""
        return self.is_in_progress and requirements.are_met(self.course, self.done)

    @property
    def is_completed(self) -> bool:
        return self.expires_on is not None

    @property
    def has_expired(self) -> bool:
        return self.expires_on is not None and validity.has_expired(self.expires_on, self.today)

    @property
    def is_due(self) -> bool:
        return self.expires_on is not None and validity.is_due(self.expires_on, self.today)

    @property
    def progress(self) -> float:
        return requirements.progress(self.course, self.done)

    @property
    def done_count(self) -> int:
        return requirements.count_done(self.course, self.done)

    @property
    def resume_step(self) -> Step | None:
        """Where "continue" leads."""
        if self.resume_at is None:
            return None
        return requirements.find_step_to_resume(self.course, self.resume_at, self.done)

    def list_steps(self, module: Module | None) -> list[tuple[Step, bool]]:
        """The steps of a module, or of none the final quiz, each with whether it is done."""
        return [(step, step.key in self.done) for step in requirements.list_steps_of(self.course, module)]
