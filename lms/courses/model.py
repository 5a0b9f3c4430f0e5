"""What a course is once it has been read: plain, frozen values.

Keys come from files and are unique within their parent. They are stored with attempts,
so they are never reused.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from lms.courses.exercises import Exercise, ForBlock, Part, Words, walk_exercises
from lms.courses.questions import Option as Option
from lms.courses.questions import Question as Question
from lms.errors import NotFound

FactKind = Literal["phone", "web", "number", "date", "law", "text"]
FactStatus = Literal["confirmed", "awaiting-sign-off", "unconfirmed"]
Severity = Literal["error", "warning"]
Occasion = Literal["before", "after", "later"]


@dataclass(frozen=True)
class Problem:
    """One thing wrong in the content, where it is, and what to do about it.

    A problem that `is_overdue` came from the calendar, not from an edit. It fails the content check,
    but the course stays on the air: a learner is better served by last month's number than by none.
    One that `is_awaiting_sign_off` names a published fact that its owner has yet to sign off.
    """

    path: str
    line: int
    message: str
    mend: str
    severity: Severity = "error"
    is_overdue: bool = False
    is_awaiting_sign_off: bool = False

    @property
    def is_blocking(self) -> bool:
        """Whether the course that has this problem must not be served."""
        return self.severity == "error" and not self.is_overdue


@dataclass(frozen=True)
class Fact:
    """A number, phone, form or legal position kept in one place, with its source and review date.

    `checked` is the day on which its source was read; None when nobody has read it yet.
    """

    key: str
    label: str
    kind: FactKind
    value: str
    source: str
    review_by: date
    status: FactStatus
    owner: str
    checked: date | None = None
    url: str | None = None
    note: str | None = None

    @property
    def is_publishable(self) -> bool:
        return self.status != "unconfirmed"

    def is_overdue(self, today: date) -> bool:
        return self.review_by < today


@dataclass(frozen=True)
class Change:
    """An entry of a course's history. A material one is offered to those who completed before."""

    version: int
    date: date
    kind: Literal["material", "editorial"]
    summary: str


@dataclass(frozen=True)
class Picture:
    """A picture of a course, held in memory so that page and picture always belong to the same revision.

    `size` is the width and height of an SVG's viewBox, in its own units, when that begins at 0 0.
    """

    name: str
    media_type: str
    content: bytes
    revision: str
    size: tuple[float, float] | None = None


@dataclass(frozen=True)
class Quiz:
    """Questions marked together.

    `key` is "<module>/quiz", or "quiz" for the final one. `pass_mark` is scaled, 0 to 1. `draw` is how many
    questions an attempt gets (None: all of them). `max_attempts` None means no limit.
    """

    key: str
    title: str
    pass_mark: float
    draw: int | None
    is_shuffled: bool
    max_attempts: int | None
    questions: tuple[Question, ...]
    revision: str

    @property
    def question_count(self) -> int:
        """How many questions one attempt has."""
        return len(self.questions) if self.draw is None else self.draw

    @cached_property
    def by_key(self) -> dict[str, Question]:
        return {question.key: question for question in self.questions}

    def get_question(self, key: str) -> Question:
        if key not in self.by_key:
            raise NotFound(f"There is no question {key!r} in quiz {self.key!r}.")
        return self.by_key[key]


@dataclass(frozen=True)
class Lesson:
    """The smallest page that a learner completes.

    `facts` are the keys of the facts it shows; `source` is its file, below the courses folder.
    """

    key: str
    title: str
    minutes: int
    parts: tuple[Part, ...]
    facts: tuple[str, ...]
    source: str

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        return tuple(walk_exercises(self.parts))

    @cached_property
    def has_for_blocks(self) -> bool:
        return any(isinstance(part, ForBlock) for part in self.parts)

    @cached_property
    def html(self) -> str:
        """The words that are the same for everybody."""
        return "\n".join(part.html for part in self.parts if isinstance(part, Words))

    def get_exercise(self, key: str) -> Exercise:
        for exercise in self.exercises:
            if exercise.key == key:
                return exercise
        raise NotFound(f"There is no exercise {key!r} in lesson {self.key!r}.")


@dataclass(frozen=True)
class Outcome:
    """What a learner can do afterwards. `subject` is a subject of the Skills for Care training framework."""

    text: str
    subject: str | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Confirmation:
    """A matter of practice that a practitioner has to confirm before launch, and where that stands."""

    what: str
    who: str
    confirmed: date | None = None
    by: str | None = None


@dataclass(frozen=True)
class Module:
    """An ordered group of lessons, often ending in a quiz. `summary` is plain text."""

    key: str
    title: str
    summary: str
    minutes: int
    outcomes: tuple[Outcome, ...]
    lessons: tuple[Lesson, ...]
    quiz: Quiz | None
    sources: tuple[str, ...] = ()
    to_confirm: tuple[Confirmation, ...] = ()

    def get_lesson(self, key: str) -> Lesson:
        for lesson in self.lessons:
            if lesson.key == key:
                return lesson
        raise NotFound(f"There is no lesson {key!r} in module {self.key!r}.")


@dataclass(frozen=True)
class Step:
    """One thing to do in a course, in its order. `key` is "<module>/<lesson>" or the quiz's key.

    `module` is None for the final quiz only.
    """

    key: str
    module: Module | None
    item: Lesson | Quiz

    @property
    def title(self) -> str:
        return self.item.title

    @property
    def is_quiz(self) -> bool:
        return isinstance(self.item, Quiz)


@dataclass(frozen=True)
class Update:
    """What has changed since an earlier version: a short lesson for those who completed before."""

    version: int
    lesson: Lesson


@dataclass(frozen=True)
class Survey:
    """Questions and statements of confidence before a course, after it and later: kept apart from any score.

    `confidence` has five statements by key. Each occasion asks about the same matters, in other words:
    `questions` are by occasion, with the same keys in the same order.
    """

    title: str
    confidence: tuple[tuple[str, str], ...]
    questions: tuple[tuple[Occasion, tuple[Question, ...]], ...]

    @property
    def question_count(self) -> int:
        """The same on each occasion."""
        return len(self.get_questions("before"))

    @property
    def minutes(self) -> int:
        """About how long one occasion takes: a fifth for a statement, and for a question as in a quiz."""
        return math.ceil(0.2 * len(self.confidence) + 0.4 * self.question_count)

    def get_questions(self, occasion: Occasion) -> tuple[Question, ...]:
        return dict(self.questions)[occasion]


@dataclass(frozen=True)
class Course:
    """A publishable body of learning. `summary` is plain text; `revision` changes when any source does."""

    key: str
    title: str
    summary: str
    tier: int
    audience: str
    minutes: int
    pass_mark: float
    valid_months: int
    qualifying: bool
    version: int
    changes: tuple[Change, ...]
    owner: str
    reviewed: date
    review_by: date
    modules: tuple[Module, ...]
    final_quiz: Quiz | None
    revision: str
    pictures: tuple[Picture, ...] = ()
    content_note: str = ""
    # The settings of lms.courses.audiences that it is written for; none means everybody's.
    settings: tuple[str, ...] = ()
    updates: tuple[Update, ...] = ()
    survey: Survey | None = None

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every lesson and quiz, in the order in which they are taken."""
        steps: list[Step] = []
        for module in self.modules:
            steps += [Step(f"{module.key}/{lesson.key}", module, lesson) for lesson in module.lessons]
            if module.quiz:
                steps.append(Step(module.quiz.key, module, module.quiz))
        if self.final_quiz:
            steps.append(Step(self.final_quiz.key, None, self.final_quiz))
        return tuple(steps)

    @cached_property
    def lessons(self) -> tuple[tuple[Module, Lesson], ...]:
        return tuple((module, lesson) for module in self.modules for lesson in module.lessons)

    @cached_property
    def quizzes(self) -> tuple[Quiz, ...]:
        return tuple(step.item for step in self.steps if isinstance(step.item, Quiz))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {step.key: place for place, step in enumerate(self.steps)}

    def get_module(self, key: str) -> Module:
        for module in self.modules:
            if module.key == key:
                return module
        raise NotFound(f"There is no module {key!r} in course {self.key!r}.")

    def get_lesson(self, module_key: str, key: str) -> Lesson:
        return self.get_module(module_key).get_lesson(key)

    def get_quiz(self, key: str) -> Quiz:
        for quiz in self.quizzes:
            if quiz.key == key:
                return quiz
        raise NotFound(f"There is no quiz {key!r} in course {self.key!r}.")

    def get_picture(self, name: str) -> Picture:
        for picture in self.pictures:
            if picture.name == name:
                return picture
        raise NotFound(f"There is no picture {name!r} in course {self.key!r}.")

    @property
    def latest_change(self) -> Change:
        return max(self.changes, key=lambda change: change.version)

    def list_updates_since(self, version: int) -> list[Update]:
        """What somebody ought to be shown who completed at `version`, in order."""
        later = [update for update in self.updates if update.version > version]
        return sorted(later, key=lambda update: update.version)

    def get_update(self, version: int) -> Update:
        for update in self.updates:
            if update.version == version:
                return update
        raise NotFound(f"There is no change {version} of course {self.key!r}.")

    def get_step(self, key: str) -> Step:
        return self.steps[self._get_place(key)]

    def find_next_step(self, key: str) -> Step | None:
        """The step after this one, None after the last. Raises NotFound when the key is unknown."""
        place = self._get_place(key) + 1
        return self.steps[place] if place < len(self.steps) else None

    def find_previous_step(self, key: str) -> Step | None:
        """The step before this one, None before the first. Raises NotFound when the key is unknown."""
        place = self._get_place(key)
        return self.steps[place - 1] if place else None

    def _get_place(self, key: str) -> int:
        if key not in self._places:
            raise NotFound(f"There is no step {key!r} in course {self.key!r}.")
        return self._places[key]
