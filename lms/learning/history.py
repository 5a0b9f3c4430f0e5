"""What a learner has made of one quiz so far in an enrolment. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lms.courses.model import Quiz
from lms.learning.marking import marks_needed
from lms.learning.models import Attempt
from lms.learning.own_attempts import AttemptSoFar


@dataclass(frozen=True)
class History:
    """The attempts of a quiz, in order."""

    quiz: Quiz
    attempts: Sequence[Attempt | AttemptSoFar]

    @property
    def marks_needed(self) -> int:
        return marks_needed(self.quiz.question_count, self.quiz.pass_mark)

    @property
    def submitted(self) -> list[Attempt | AttemptSoFar]:
        return [attempt for attempt in self.attempts if attempt.submitted_at is not None]

    @property
    def best(self) -> Attempt | AttemptSoFar | None:
        """The attempt with the highest share of marks: the number of questions may have changed since."""
        return max(self.submitted, key=lambda each: (each.score_raw or 0) / each.score_max, default=None)

    @property
    def is_passed(self) -> bool:
        return any(attempt.is_passed for attempt in self.attempts)

    @property
    def attempts_left(self) -> int | None:
        """None when there is no limit."""
        if self.quiz.max_attempts is None:
            return None
        return max(0, self.quiz.max_attempts - len(self.submitted))

    @property
    def is_used_up(self) -> bool:
        return self.attempts_left == 0 and not self.is_passed
