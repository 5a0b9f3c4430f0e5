"""Asking before a course, after it and 90 days later: once on each occasion of an enrolment, and no duty."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import selectinload

from lms import clock
from lms.accounts.identity import Asker
from lms.courses.model import Course, Occasion, Survey
from lms.errors import NotAllowed, NotFound
from lms.extensions import db
from lms.learning.completions import find_latest_completion
from lms.learning.enrolments import find_enrolment
from lms.learning.marking import is_correct
from lms.learning.models import Enrolment
from lms.learning.progress import list_done
from lms.learning.survey_form import SurveyForm
from lms.learning.survey_models import SurveyAnswer, SurveyConfidence, SurveyResponse
from lms.learning.survey_timing import find_occasion, is_before
from lms.prepared import Prepared


@dataclass(frozen=True)
class Asked:
    """One occasion of one enrolment: whether it may be answered now, and what became of it so far."""

    enrolment: Enrolment
    survey: Survey
    occasion: Occasion
    is_open: bool
    response: SurveyResponse | None

    @property
    def is_submitted(self) -> bool:
        return self.response is not None and self.response.submitted_at is not None


def find_offer(person: Asker, course: Course, enrolment: Enrolment | None, done: Set[str]) -> Occasion | None:
    """What the person may be asked now and has neither answered nor skipped.

    `enrolment` is their open or last one, and `done` what is done in it. A course without a survey costs no
    query, and neither does somebody in the midst of a first enrolment.
    """
    if course.survey is None or enrolment is None:
        return None
    if is_before(course, enrolment.ended_at, enrolment.resume_at, done):
        return None if _find_response(enrolment.id, "before") else "before"
    is_first = enrolment.ended_at is None and enrolment.number == 1
    return None if is_first else find_follow_up(person, course)


_BEFORE = Prepared(
    select(Enrolment.resume_at, Enrolment.ended_at, SurveyResponse.id.is_not(None))
    .outerjoin(
        SurveyResponse,
        and_(SurveyResponse.enrolment_id == Enrolment.id, SurveyResponse.occasion == "before"),
    )
    .where(Enrolment.person_id == bindparam("person"), Enrolment.course == bindparam("course"))
    .order_by(Enrolment.number.desc())
    .limit(1)
)


def is_asked_before(person: Asker, course: Course) -> bool:
    """Whether `find_offer` is "before", for a page that knows that nothing is done yet: in one query."""
    if course.survey is None:
        return False
    row = _BEFORE.first(person=person.id, course=course.key)
    if row is None:
        return False
    resume_at, ended_at, is_answered = row
    return not is_answered and is_before(course, ended_at, resume_at, frozenset())


def find_follow_up(person: Asker, course: Course) -> Occasion | None:
    """As `find_offer`, of what is asked after a completion."""
    if course.survey is None:
        return None
    completion = find_latest_completion(person, course)
    occasion = find_occasion(completion.completed_at, clock.now()) if completion else None
    if completion is None or completion.enrolment_id is None or occasion is None:
        return None
    return None if _find_response(completion.enrolment_id, occasion) else occasion


def get_asked(person: Asker, course: Course, occasion: Occasion, *, to_change: bool = False) -> Asked:
    """With `to_change` nobody else can answer for the same enrolment until the transaction ends.

    Raises NotFound when the course has no survey, or when the person has not come that far in it.
    """
    if course.survey is None:
        raise NotFound("This course asks nothing before or after it.")
    if occasion == "before":
        enrolment = find_enrolment(person, course.key, to_change=to_change)
        is_open = enrolment is not None and is_before(
            course, enrolment.ended_at, enrolment.resume_at, list_done(enrolment)
        )
    else:
        completion = find_latest_completion(person, course)
        enrolment = _get_enrolment(completion.enrolment_id, to_change) if completion else None
        is_open = completion is not None and find_occasion(completion.completed_at, clock.now()) == occasion
    if enrolment is None:
        raise NotFound("You have not come that far in this course.")
    return Asked(enrolment, course.survey, occasion, is_open, _find_response(enrolment.id, occasion))


def submit(asked: Asked, course: Course, form: SurveyForm) -> None:
    """Keep the answers of a form without messages. Raises NotAllowed when given already or closed."""
    response = _begin(asked, course)
    response.submitted_at, response.skipped_at = clock.now(), None
    response.confidences = [
        SurveyConfidence(statement=key, value=value) for key, value in form.confidences.items()
    ]
    response.answers = [
        SurveyAnswer(
            question=each.question.key,
            chosen=list(each.values),
            is_correct=is_correct(each.question, each.values),
        )
        for each in form.questions
    ]
    db.session.add(response)
    db.session.flush()


def skip(asked: Asked, course: Course) -> None:
    """Ask no more on this occasion. Who was asked and did not want to is counted, nothing else."""
    if asked.response is not None or not asked.is_open:
        return
    response = _begin(asked, course)
    response.skipped_at = clock.now()
    db.session.add(response)
    db.session.flush()


def _begin(asked: Asked, course: Course) -> SurveyResponse:
    if asked.is_submitted:
        raise NotAllowed("You have answered these questions already. Your first answers stand.")
    if not asked.is_open:
        raise NotAllowed("These questions are closed now.")
    response = asked.response or SurveyResponse(enrolment_id=asked.enrolment.id, occasion=asked.occasion)
    response.course_version = course.version
    return response


def _get_enrolment(enrolment_id: int | None, to_change: bool) -> Enrolment | None:
    query = select(Enrolment).where(Enrolment.id == enrolment_id)
    return db.session.scalar(query.with_for_update() if to_change else query)


def _find_response(enrolment_id: int, occasion: Occasion) -> SurveyResponse | None:
    query = select(SurveyResponse).where(
        SurveyResponse.enrolment_id == enrolment_id, SurveyResponse.occasion == occasion
    )
    return db.session.scalar(query.options(selectinload(SurveyResponse.answers)))
