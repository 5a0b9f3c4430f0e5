"""What a print pack holds, in the order in which it is read: plain values, nothing of paper yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from lms.authoring.printing.pictures import address_of_numbered, list_pictures, number_picture
from lms.authoring.printing.questions import PaperQuestion, build_paper_question
from lms.authoring.printing.scenarios import PaperScenario, build_paper_scenario
from lms.authoring.printing.words import anchor_of, place_words
from lms.courses.exercises import ForBlock, Part, Scenario, Scene, Words
from lms.courses.facts import Facts
from lms.courses.model import Course, Fact, Lesson, Module, Quiz

Picture = tuple[str, bytes]


@dataclass(frozen=True)
class PaperPart:
    """A stretch of a lesson, told by its `kind`: words, for, question or scenario."""

    kind: str
    html: str = ""
    title: str = ""
    question: PaperQuestion | None = None
    scenario: PaperScenario | None = None


@dataclass(frozen=True)
class PaperLesson:
    anchor: str
    lesson: Lesson
    parts: tuple[PaperPart, ...]

    @property
    def exercises(self) -> tuple[PaperPart, ...]:
        return tuple(part for part in self.parts if part.kind in ("question", "scenario"))


@dataclass(frozen=True)
class PaperQuiz:
    anchor: str
    quiz: Quiz
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True)
class PaperModule:
    anchor: str
    module: Module
    lessons: tuple[PaperLesson, ...]
    quiz: PaperQuiz | None


@dataclass(frozen=True)
class Pack:
    """A course on paper. `pictures` are media types and contents by address; `printed_on` is London's."""

    course: Course
    partnership: str
    printed_on: date
    modules: tuple[PaperModule, ...]
    final_quiz: PaperQuiz | None
    facts: tuple[Fact, ...]
    pictures: dict[str, Picture]


def build_pack(course: Course, facts: Facts, used: Sequence[str], partnership: str, printed_on: date) -> Pack:
    """The pack of a course. `used` are the keys of the facts that its files name."""
    return _Builder(course).build(facts, used, partnership, printed_on)


class _Builder:
    def __init__(self, course: Course) -> None:
        self.course = course
        self.anchors = {anchor_of(step.key) for step in course.steps}
        self.pictures = list_pictures(course)
        self._numbers: Iterator[int] = count(1)

    def build(self, facts: Facts, used: Sequence[str], partnership: str, printed_on: date) -> Pack:
        modules = tuple(self._build_module(module) for module in self.course.modules)
        final = self.course.final_quiz
        return Pack(
            self.course,
            partnership,
            printed_on,
            modules,
            self._build_quiz(final) if final else None,
            tuple(facts.published(key) for key in used),
            self.pictures,
        )

    def _build_module(self, module: Module) -> PaperModule:
        lessons = tuple(self._build_lesson(f"{module.key}/{lesson.key}", lesson) for lesson in module.lessons)
        quiz = self._build_quiz(module.quiz) if module.quiz else None
        return PaperModule(f"module--{module.key}", module, lessons, quiz)

    def _build_lesson(self, step: str, lesson: Lesson) -> PaperLesson:
        anchor = anchor_of(step)
        parts = tuple(self._build_part(part, anchor) for part in lesson.parts)
        return PaperLesson(anchor, lesson, tuple(part for part in parts if part.kind != "words" or part.html))

    def _build_part(self, part: Part, anchor: str) -> PaperPart:
        if isinstance(part, Words | ForBlock):
            html = place_words(part.html, anchor, self.course.key, self.anchors).strip()
            return (
                PaperPart("for", html, part.title) if isinstance(part, ForBlock) else PaperPart("words", html)
            )
        number = next(self._numbers)
        if isinstance(part, Scenario):
            return PaperPart("scenario", scenario=build_paper_scenario(number, part))
        picture = self._number_picture(part) if isinstance(part, Scene) else ""
        return PaperPart("question", question=build_paper_question(number, part.question, picture))

    def _build_quiz(self, quiz: Quiz) -> PaperQuiz:
        questions = tuple(self._build_question(quiz, place) for place in range(len(quiz.questions)))
        return PaperQuiz(anchor_of(quiz.key), quiz, questions)

    def _build_question(self, quiz: Quiz, place: int) -> PaperQuestion:
        question = quiz.questions[place]
        picture = self._number_picture(Scene(question)) if question.drawing else ""
        return build_paper_question(next(self._numbers), question, picture)

    def _number_picture(self, scene: Scene) -> str:
        drawing = scene.question.drawing
        if drawing is None:
            return ""
        address = address_of_numbered(scene)
        media_type, content = self.pictures[drawing.address]
        self.pictures[address] = (media_type, number_picture(content, drawing, scene.question.options))
        return address
