"""Putting a course together from its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from lms.courses.checks import check_wording
from lms.courses.facts import Facts, check_expressions, load_facts
from lms.courses.lessons import load_lesson
from lms.courses.markdown import Renderer
from lms.courses.marked_yaml import MarkedYaml, parse_yaml
from lms.courses.model import (
    Change,
    Confirmation,
    Course,
    Lesson,
    Module,
    Outcome,
    Problem,
    Quiz,
    Survey,
    Update,
)
from lms.courses.pictures import load_pictures
from lms.courses.places import Places, key_of
from lms.courses.problems import FileProblems, suggest
from lms.courses.quizzes import load_quiz
from lms.courses.schema import KEY, CourseSchema, Model, ModuleSchema, read_as
from lms.courses.sources import Sources, digest
from lms.courses.surveys import load_survey

T = TypeVar("T")
_ASIDE = "README.md"
_KNOWN_FILES = {2: ("course.yaml", "quiz.md", "survey.md", _ASIDE), 3: ("module.yaml", "quiz.md", _ASIDE)}
_A_LESSON = "a lesson is 01-its-name.md in a module's folder"
FACTS_FILE = "facts.yaml"
# These words already have a meaning in the addresses of a course.
RESERVED_KEYS = ("quiz", "pictures", "changes", "survey")
# Folders of a course that are not modules.
_OTHER_FOLDERS = ("pictures", "changes")


@dataclass
class Cache:
    """What came of a file the last time, so that editing one lesson renders one lesson again."""

    kept: dict[str, tuple[str, Any, list[Problem]]] = field(default_factory=dict)

    def get(self, mark: str, problems: FileProblems, load: Callable[[], T]) -> T:
        """The kept result for this file when `mark` is the same as then, else what `load` returns."""
        kept = self.kept.get(problems.path)
        if kept is None or kept[0] != mark:
            before = len(problems.found)
            kept = (mark, load(), problems.found[before:])
            self.kept[problems.path] = kept
        else:
            problems.found += kept[2]
        result: T = kept[1]
        return result


def load_facts_file(sources: Sources) -> tuple[Facts, list[Problem]]:
    """The facts, and what is wrong with the file; no facts at all when it is missing or cannot be read."""
    problems = sources.problems_for(FACTS_FILE)
    if FACTS_FILE not in sources.files:
        problems.error(1, "the file is missing", "add it: every number in a course comes from it")
        return Facts(), problems.found
    text = sources.read_text(FACTS_FILE, problems)
    return (load_facts(text, problems) if text is not None else Facts()), problems.found


def load_course(
    key: str, sources: Sources, facts: Facts, today: date, cache: Cache | None = None
) -> tuple[Course | None, list[Problem]]:
    """The course in the folder `key`, or None when any problem of it is blocking; and all its problems."""
    return _CourseLoader(key, sources, facts, today, cache or Cache()).load()


class _CourseLoader:
    def __init__(self, key: str, sources: Sources, facts: Facts, today: date, cache: Cache) -> None:
        self.key, self.sources, self.facts, self.today, self.cache = key, sources, facts, today, cache
        self.files = sources.below(key)
        self.by_file: dict[str, FileProblems] = {}
        self.facts_used: set[str] = set()
        self.pictures, unusable = load_pictures(key, sources)
        for path, line, message, mend in unusable:
            self._problems_for(path).error(line, message, mend)

    def load(self) -> tuple[Course | None, list[Problem]]:
        front = self._load_front()
        pass_mark = front.pass_mark if front else 1.0
        modules = self._load_modules(pass_mark)
        final_quiz = self._load_quiz("quiz", f"{self.key}/quiz.md", pass_mark)
        self._check_modules_named(final_quiz)
        updates = self._load_updates(front) if front else ()
        survey = self._load_survey()
        self._report_strays()
        problems = [problem for found in self.by_file.values() for problem in found.found]
        if front is None or any(problem.is_blocking for problem in problems):
            return None, problems
        values = {name: getattr(front, name) for name in CourseSchema.model_fields if name != "changes"}
        values["settings"] = tuple(front.settings)
        filled = ("title", "summary", "audience", "content_note")
        values |= {name: self.facts.fill_text(values[name] or "") for name in filled}
        course = Course(
            key=self.key,
            changes=tuple(Change(**change.model_dump()) for change in front.changes),
            modules=modules,
            final_quiz=final_quiz,
            revision=self._revision(),
            pictures=tuple(self.pictures.values()),
            updates=updates,
            survey=survey,
            **values,
        )
        return course, problems

    @cached_property
    def renderer(self) -> Renderer:
        return Renderer(self.facts)

    @cached_property
    def surroundings(self) -> str:
        """A hash of what a file may depend on besides its words: facts, other files' names, pictures."""
        pictures = [picture.revision for picture in self.pictures.values()]
        return digest([repr(self.facts.by_key), *sorted(self.sources.files), *pictures])

    def _revision(self) -> str:
        contents = [part for path, content in self.files.items() for part in (path, content)]
        return digest([*contents, self.facts.revision_of(tuple(self.facts_used))])

    def _problems_for(self, path: str) -> FileProblems:
        return self.by_file.setdefault(path, self.sources.problems_for(path))

    def _load_front(self) -> CourseSchema | None:
        path = f"{self.key}/course.yaml"
        problems = self._problems_for(path)
        if not KEY.fullmatch(self.key):
            problems.error(
                1, f"the folder's name {self.key!r} cannot be a key", "use lower case, digits, hyphens"
            )
        read = self._read_yaml(path, CourseSchema, problems)
        if read is None:
            return None
        front, marked = read
        versions = [change.version for change in front.changes]
        if max(versions) != front.version or len(set(versions)) != len(versions):
            line = marked.line_of(("version",))
            problems.error(
                line, "version is not that of the latest change", "give every version one entry in changes"
            )
        if front.review_by < front.reviewed:
            problems.error(
                marked.line_of(("review_by",)), "review_by is before reviewed", "correct one of them"
            )
        elif front.review_by < self.today:
            line = marked.line_of(("review_by",))
            mend = f"{front.owner}: read it again and set reviewed and review_by"
            problems.overdue(line, f"the course was due for review on {front.review_by}", mend)
        return front

    def _read_yaml(
        self, path: str, schema: type[Model], problems: FileProblems
    ) -> tuple[Model, MarkedYaml] | None:
        if path not in self.files:
            problems.error(1, "the file is missing", f"add it, with {', '.join(schema.model_fields)}")
            return None
        text = self.sources.read_text(path, problems)
        if text is None:
            return None
        check_wording(text, 1, problems)
        self.facts_used.update(check_expressions(text, 1, self.facts, problems))
        marked = parse_yaml(text, problems)
        model = read_as(schema, marked, problems) if marked else None
        return (model, marked) if model and marked else None

    def _load_modules(self, pass_mark: float) -> tuple[Module, ...]:
        folders = self._list_modules()
        modules = [self._load_module(name, pass_mark) for name in folders]
        self._report_doubles([(f"{self.key}/{name}/module.yaml", key_of(name)) for name in folders])
        if not modules:
            self._problems_for(f"{self.key}/course.yaml").error(
                1, "the course has no modules", "add a folder such as 01-what-it-is, with a module.yaml"
            )
        return tuple(module for module in modules if module)

    def _list_modules(self) -> list[str]:
        folders = {path.split("/")[1] for path in self.files if path.count("/") == 2}
        return sorted(folders - set(_OTHER_FOLDERS))

    def _load_module(self, name: str, pass_mark: float) -> Module | None:
        folder = f"{self.key}/{name}"
        path = f"{folder}/module.yaml"
        problems = self._problems_for(path)
        key = self._take_key(name, problems)
        read = self._read_yaml(path, ModuleSchema, problems)
        lessons = self._load_lessons(folder)
        if not lessons:
            problems.error(1, "the module has no lessons", "add a file such as 01-first-things.md")
        quiz = self._load_quiz(f"{key}/quiz", f"{folder}/quiz.md", pass_mark)
        if read is None:
            return None
        front = read[0]
        fill = self.facts.fill_text
        return Module(
            key=key,
            title=fill(front.title),
            summary=fill(front.summary),
            minutes=front.minutes,
            outcomes=tuple(Outcome(fill(each.outcome), each.subject) for each in front.outcomes),
            lessons=lessons,
            quiz=quiz,
            sources=tuple(fill(source) for source in front.sources),
            to_confirm=tuple(Confirmation(**each.model_dump()) for each in front.confirm),
        )

    def _load_lessons(self, folder: str) -> tuple[Lesson, ...]:
        paths = [path for path in self.files if path.startswith(f"{folder}/") and path.endswith(".md")]
        paths = [path for path in paths if path.rsplit("/", 1)[1] not in ("quiz.md", _ASIDE)]
        self._report_doubles([(path, key_of(path.rsplit("/", 1)[1])) for path in paths])
        lessons = [self._load_lesson(path) for path in paths]
        return tuple(lesson for lesson in lessons if lesson)

    def _load_lesson(self, path: str) -> Lesson | None:
        return self._read_lesson(
            path, self._take_key(path.rsplit("/", 1)[1].removesuffix(".md"), self._problems_for(path))
        )

    def _read_lesson(self, path: str, key: str) -> Lesson | None:
        problems = self._problems_for(path)
        text = self.sources.read_text(path, problems)
        if text is None:
            return None
        lesson = self.cache.get(
            digest([text, self.surroundings]),
            problems,
            lambda: load_lesson(key, text, self.renderer, self._places(path), problems),
        )
        self.facts_used.update(lesson.facts if lesson else ())
        return lesson

    def _load_quiz(self, key: str, path: str, pass_mark: float) -> Quiz | None:
        if path not in self.files:
            return None
        problems = self._problems_for(path)
        text = self.sources.read_text(path, problems)
        if text is None:
            return None
        quiz, used = self.cache.get(
            digest([text, self.surroundings, str(pass_mark)]),
            problems,
            lambda: load_quiz(key, text, pass_mark, self.renderer, self._places(path), problems),
        )
        self.facts_used.update(used)
        return quiz

    def _check_modules_named(self, quiz: Quiz | None) -> None:
        """A question that names a module counts towards it in every draw, so the module has to exist."""
        # A module that cannot be read has problems of its own, which are enough.
        keys = {key for key in map(key_of, self._list_modules()) if key}
        path = f"{self.key}/quiz.md"
        problems = self._problems_for(path)
        for question in quiz.questions if quiz else ():
            if question.module and question.module not in keys:
                line = self._find_line(path, f"{{#{question.key} ")
                message = f"the question {question.key!r} is about {question.module!r}, which is no module"
                problems.error(line, message, suggest(question.module, keys))
        named = {question.module for question in quiz.questions if question.module} if quiz else set()
        if quiz and quiz.draw and len(named) > quiz.draw:
            message = f"draw is {quiz.draw}, but the questions are about {len(named)} modules"
            line = self._find_line(path, "draw:")
            problems.error(line, message, "draw at least one question for each module")

    def _find_line(self, path: str, words: str) -> int:
        """The first line of a file that has the words; the file is one that could be read."""
        rows = self.files[path].decode("utf-8-sig").splitlines()
        return next((line for line, row in enumerate(rows, 1) if words in row), 1)

    def _load_updates(self, front: CourseSchema) -> tuple[Update, ...]:
        """What each material change means for those who completed before it."""
        updates = []
        for change in front.changes:
            path = f"{self.key}/changes/{change.version}.md"
            if path in self.files:
                lesson = self._read_lesson(path, str(change.version))
                updates += [Update(change.version, lesson)] if lesson else []
                self._forbid_exercises(path, lesson)
            elif change.kind == "material" and change.version > 1:
                message = (
                    f"version {change.version} is a material change, and nobody is told what has changed"
                )
                self._problems_for(path).error(
                    1, message, "add this file: what those need to know who trained before"
                )
        return tuple(updates)

    def _forbid_exercises(self, path: str, lesson: Lesson | None) -> None:
        """Whoever reads a change takes no course at that moment, so answers would belong nowhere."""
        for exercise in lesson.exercises if lesson else ():
            message = f"the exercise {exercise.key!r} cannot stand in what has changed"
            self._problems_for(path).error(1, message, "say it in words, and put the exercise into a lesson")

    def _load_survey(self) -> Survey | None:
        path = f"{self.key}/survey.md"
        if path not in self.files:
            return None
        problems = self._problems_for(path)
        text = self.sources.read_text(path, problems)
        if text is None:
            return None
        survey, used = self.cache.get(
            digest([text, self.surroundings]),
            problems,
            lambda: load_survey(text, self.renderer, self._places(path), problems),
        )
        self.facts_used.update(used)
        return survey

    def _places(self, path: str) -> Places:
        return Places(path, self.sources.files.keys(), self.pictures)

    def _take_key(self, name: str, problems: FileProblems) -> str:
        key = key_of(name)
        if key is None or not KEY.fullmatch(key):
            problems.error(
                1,
                f"{name!r} cannot be put in order",
                "name it like 01-what-it-is: number, lower case, hyphens",
            )
        elif key in RESERVED_KEYS:
            problems.error(1, f"the key {key!r} is taken by the platform", "choose another name")
        return key or name

    def _report_doubles(self, keys: list[tuple[str, str | None]]) -> None:
        seen: set[str | None] = {None}
        for path, key in keys:
            if key in seen - {None}:
                self._problems_for(path).error(1, f"the key {key!r} is used twice", "rename one of the two")
            seen.add(key)

    def _report_strays(self) -> None:
        for path in self.files:
            parts = path.split("/")
            known = _KNOWN_FILES[len(parts)]
            is_lesson = len(parts) == 3 and path.endswith(".md")
            if parts[1] != "pictures" and parts[-1] not in known and not is_lesson:
                mend = f"take it out, or give it a name that counts: {', '.join(known)}; {_A_LESSON}"
                report = self._problems_for(path)
                # A lesson under a name that does not count would leave the course without anybody noticing.
                (report.error if ".md" in parts[-1].lower() else report.warning)(
                    1, "nothing uses this file", mend
                )
