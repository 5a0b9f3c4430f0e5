"""Keeping what learners do in the exercises of lessons, so that what is often missed can be taught better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, select

from lms import clock
from lms.courses.exercises import Scenario
from lms.courses.model import Course
from lms.courses.questions import Question
from lms.errors import InvalidInput, NotFound
from lms.extensions import db
from lms.learning import practising
from lms.learning.models import Enrolment
from lms.learning.practice_models import Practice, PracticeChoice
from lms.learning.practising import Marked
from lms.prepared import Prepared

_MOVED_ON = "The story has moved on since this page was shown. Here is where it is now"

_IN_LESSON = Prepared(
    select(Practice.exercise, Practice.id, PracticeChoice.item, PracticeChoice.choice, PracticeChoice.verdict)
    .join(Practice.enrolment)
    .join(Practice.choices)
    .where(
        Enrolment.person_id == bindparam("person"),
        Enrolment.course == bindparam("course"),
        Practice.lesson == bindparam("lesson"),
    )
    .order_by(Enrolment.number, Practice.number, PracticeChoice.position)
)


def find_marked(person_id: int, course: str, lesson: str) -> Mapping[str, list[Marked]]:
    """What became of the last practice of each exercise of a lesson, "module/lesson", by the exercise's key.

    Columns and no objects: it is asked with every lesson that has exercises.
    """
    latest: dict[str, int] = {}
    marked: dict[str, list[Marked]] = {}
    for exercise, practice, item, choice, verdict in _IN_LESSON.all(
        person=person_id, course=course, lesson=lesson
    ):
        if latest.get(exercise) != practice:
            latest[exercise], marked[exercise] = practice, []
        marked[exercise].append((item, choice, verdict))
    return marked


def list_marked(practice: Practice) -> list[Marked]:
    return [(choice.item, choice.choice, choice.verdict) for choice in practice.choices]


def answer(
    enrolment: Enrolment, course: Course, lesson: str, question: Question, chosen: Sequence[str]
) -> Practice:
    """Keep a response to a check or a scene, as a practice of its own.

    `enrolment` is locked by whoever asks. `chosen` are keys as `responding.read_response` gives them.
    """
    practice = _begin(enrolment, course, lesson, question.key)
    practice.finished_at = clock.now()
    _keep(practice, practising.judge(question, chosen))
    return practice


def decide(
    enrolment: Enrolment, course: Course, lesson: str, scenario: Scenario, step: str, choice: str
) -> Practice:
    """Keep a decision at a step. One at the first step begins the scenario anew.

    Raises InvalidInput when that step is not where the story is: another tab went on, or the course changed.
    """
    try:
        made = scenario.get_step(step).get_choice(choice)
    except NotFound as error:
        raise InvalidInput("choice", _MOVED_ON) from error
    if step == scenario.first.key:
        practice = _begin(enrolment, course, lesson, scenario.key)
    else:
        practice = _get_open(enrolment, lesson, scenario, step)
    _keep(practice, [*list_marked(practice), (step, choice, practising.rate(made))])
    if scenario.get_step(made.leads_to).is_ending:
        practice.finished_at = clock.now()
        db.session.flush()
    return practice


def _get_open(enrolment: Enrolment, lesson: str, scenario: Scenario, step: str) -> Practice:
    practice = _find_last(enrolment, lesson, scenario.key)
    story = practising.retell(scenario, list_marked(practice)) if practice else None
    if practice is None or story is None or story.now.key != step:
        raise InvalidInput("choice", _MOVED_ON)
    return practice


def _find_last(enrolment: Enrolment, lesson: str, exercise: str) -> Practice | None:
    return db.session.scalar(
        select(Practice)
        .where(
            Practice.enrolment_id == enrolment.id, Practice.lesson == lesson, Practice.exercise == exercise
        )
        .order_by(Practice.number.desc())
        .limit(1)
    )


def _begin(enrolment: Enrolment, course: Course, lesson: str, exercise: str) -> Practice:
    """Only the first practice and the last are kept: that one is reported, and this one shown."""
    last = _find_last(enrolment, lesson, exercise)
    if last and last.number > 1:
        db.session.delete(last)
    practice = Practice(
        enrolment_id=enrolment.id,
        lesson=lesson,
        exercise=exercise,
        number=last.number + 1 if last else 1,
        course_version=course.version,
    )
    db.session.add(practice)
    db.session.flush()
    return practice


def _keep(practice: Practice, marked: Sequence[Marked]) -> None:
    """Add what is new; what was made before stays as it is."""
    for position, (item, choice, verdict) in list(enumerate(marked, 1))[len(practice.choices) :]:
        practice.choices.append(PracticeChoice(position=position, item=item, choice=choice, verdict=verdict))
    db.session.flush()
