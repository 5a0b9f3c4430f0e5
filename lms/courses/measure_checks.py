"""The part of the content check that measures: is it easy enough to read, and are the stated minutes honest?

It never keeps a course from being served: it judges words, and words that are hard are better than none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lms.courses.blocks import split_blocks
from lms.courses.documents import split_document
from lms.courses.facts import Facts
from lms.courses.marked_yaml import parse_yaml
from lms.courses.measures import Measure, longest, measure_lesson, measure_quiz
from lms.courses.model import Problem
from lms.courses.problems import FileProblems
from lms.courses.prose import Sentence, count_words, grade_of
from lms.courses.sources import Sources

# A reader of 12 or 13: grade 7 to 8. Above 9 it is a text for people who read for their living.
HIGHEST_GRADE, WARNING_GRADE = 9.0, 8.0
YEARS_FROM_GRADE_TO_AGE, OLDEST = 5, 22
# The formula says little about a few words.
FEWEST_WORDS = 60
MINUTES_OFF, SHARE_OFF = 1.0, 0.1
# In letters.
LONG_WORD = 11


@dataclass(frozen=True)
class _Measured:
    """`is_whole` says whether all of the file could be read, so that its minutes mean something."""

    path: str
    measure: Measure
    is_whole: bool


def check_measures(sources: Sources, facts: Facts) -> list[Problem]:
    """What is too hard to read, and what takes another time than it says, in every course."""
    problems: list[Problem] = []
    if not facts.by_key:
        # The words of facts are missing everywhere, and that facts.yaml cannot be read is said elsewhere.
        return problems
    for course in sources.folders:
        problems += _check_course(course, sources, facts)
    return problems


def _check_course(course: str, sources: Sources, facts: Facts) -> list[Problem]:
    measured = [_measure(path, sources, facts) for path in sources.below(course) if _is_read(path)]
    problems = [problem for each in measured for problem in _check_file(each, sources)]
    steps = [each for each in measured if not _is_aside(each.path)]
    folders = sorted({each.path.rsplit("/", 1)[0] for each in steps if each.path.count("/") == 2})
    for folder in folders:
        inside = [each for each in steps if each.path.startswith(f"{folder}/")]
        problems += _check_total(f"{folder}/module.yaml", inside, sources)
    return problems + _check_total(f"{course}/course.yaml", steps, sources)


def _is_read(path: str) -> bool:
    return path.endswith(".md") and not path.endswith("README.md")


def _is_aside(path: str) -> bool:
    """What is no step of the course: the survey, which may be skipped, and what has changed."""
    return path.split("/")[1] in ("survey.md", "changes")


def _measure(path: str, sources: Sources, facts: Facts) -> _Measured:
    scratch = FileProblems(path)
    text = sources.read_text(path, scratch) or ""
    is_asked = path.endswith(("/quiz.md", "/survey.md"))
    document = split_document(text, scratch)
    if document and not is_asked:
        split_blocks(document.body, document.body_line, scratch)
    measure = measure_quiz(text, facts) if is_asked else measure_lesson(text, facts)
    return _Measured(path, measure, not scratch.found)


def _check_file(measured: _Measured, sources: Sources) -> list[Problem]:
    problems = sources.problems_for(measured.path)
    _check_grade(measured.measure.sentences, problems)
    stated, real = measured.measure.stated, measured.measure.minutes
    if measured.is_whole and stated is not None and abs(stated - real) > MINUTES_OFF:
        message = f"minutes is {stated}, but it takes {_write(real)} ({measured.measure.words} words to read)"
        problems.warning(
            measured.measure.line, message, _mend_minutes(real, "make the lesson shorter or longer")
        )
    return problems.found


def _check_grade(sentences: Sequence[Sentence], problems: FileProblems) -> None:
    grade = grade_of(sentences)
    if grade <= WARNING_GRADE or count_words(sentences) < FEWEST_WORDS:
        return
    hardest = longest(sentences)
    age = round(grade + YEARS_FROM_GRADE_TO_AGE)
    message = (
        f"this is hard to read: it needs a reader of {age} (grade {grade:.1f}, at most {WARNING_GRADE:g})"
    )
    lines = ", ".join(f"line {each.line} ({len(each.words)} words)" for each in hardest)
    mend = f"make two of each of the longest sentences: {lines}" + _name_long_words(sentences)
    report = problems.error if grade > HIGHEST_GRADE else problems.warning
    report(hardest[0].line, message, mend)


def _name_long_words(sentences: Sequence[Sentence]) -> str:
    words = Counter(
        word.lower() for sentence in sentences for word in sentence.words if len(word) >= LONG_WORD
    )
    named = ", ".join(f"{word!r}" for word, _ in words.most_common(4))
    return f"; find short words for {named}" if named else ""


def _check_total(path: str, steps: Sequence[_Measured], sources: Sources) -> list[Problem]:
    """A module or course against the sum of what stands in it."""
    if path not in sources.files or not all(each.is_whole for each in steps):
        return []
    problems = sources.problems_for(path)
    marked = parse_yaml(sources.read_text(path, FileProblems(path)) or "", FileProblems(path))
    stated = marked.value.get("minutes") if marked and isinstance(marked.value, dict) else None
    real = sum(each.measure.minutes for each in steps)
    if marked and isinstance(stated, int) and abs(stated - real) > max(MINUTES_OFF, SHARE_OFF * stated):
        message = f"minutes is {stated}, but its lessons and quizzes take {_write(real)}"
        problems.warning(marked.line_of(("minutes",)), message, _mend_minutes(real, "cut or add something"))
    return problems.found


def _mend_minutes(real: float, other: str) -> str:
    return f"write {max(round(real), 1)}, or {other}"


def _write(minutes: float) -> str:
    return f"{minutes:.1f} minutes"
