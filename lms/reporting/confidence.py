"""How sure people are and what they know, before a course and after it: one Select for page and CSV."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    case,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from lms import clock
from lms.accounts.models import Organisation
from lms.courses.model import Course, Occasion, Survey
from lms.extensions import db
from lms.learning.models import Completion, Enrolment, Evidence
from lms.learning.survey_models import SurveyAnswer, SurveyConfidence, SurveyResponse
from lms.learning.survey_timing import LATER_FROM
from lms.reporting.paired import Comparison, Kind, Sums, build_rows
from lms.reporting.standings import ORGANISATION

COURSE = bindparam("course", type_=String)
OCCASION = bindparam("occasion", type_=String)
FOLLOWING: tuple[Occasion, ...] = ("after", "later")


def compare(organisation: Organisation | None, course: Course) -> list[Comparison]:
    """Before the course and right after it, and before it and 90 days later; None is the whole partnership.

    A completion belongs to the organisation of its day. Of a person who took the course more than once, the
    first time counts that was answered at both times.
    """
    if course.survey is None:
        return []
    return [_compare(organisation, course, course.survey, occasion) for occasion in FOLLOWING]


def _compare(
    organisation: Organisation | None, course: Course, survey: Survey, occasion: Occasion
) -> Comparison:
    values: dict[str, str | int] = {"course": course.key, "occasion": occasion}
    if organisation:
        values["organisation_id"] = organisation.id
    found: dict[str, dict[str, Sums]] = {"people": {}, "confidence": {}, "answers": {}}
    for kind, key, *sums in db.session.execute(_sums(organisation is not None), values):
        found[kind][key] = Sums(*(int(each) for each in sums))
    statements = dict(survey.confidence)
    questions = {each.key: _as_text(each.html) for each in survey.get_questions("before")}
    return Comparison(
        occasion,
        completed=_count_completed(organisation, course, occasion),
        people=found["people"][""].people,
        confidence=build_rows(occasion, "confidence", statements, found["confidence"]),
        answers=build_rows(occasion, "answers", questions, found["answers"]),
    )


def _as_text(html: str) -> str:
    return Markup(html).striptags()  # noqa: S704 – it comes without tags.


@cache
def _sums(is_of_one: bool) -> Select[Any]:
    """kind, key, people, and the sums before and now."""
    pairs = _pairs(is_of_one)
    everybody = select(
        literal("people").label("kind"),
        literal("").label("key"),
        func.count().label("people"),
        literal(0).label("before"),
        literal(0).label("now"),
    ).select_from(pairs)
    return select(
        union_all(
            everybody,
            _added_up(pairs, "confidence", SurveyConfidence, "statement", lambda row: row.value),
            _added_up(
                pairs, "answers", SurveyAnswer, "question", lambda row: case((row.is_correct, 1), else_=0)
            ),
        ).subquery()
    )


def _added_up(
    pairs: CTE, kind: Kind, model: Any, key: str, value: Callable[[Any], ColumnElement[int]]
) -> Select[Any]:
    """What two rows of a pair have in common is the name of their `key`: only that is compared."""
    before, now = aliased(model), aliased(model)
    same: InstrumentedAttribute[str] = getattr(before, key)
    figures: list[Any] = [literal(kind), same, func.count(), func.sum(value(before)), func.sum(value(now))]
    query: Select[Any] = select().add_columns(*figures).select_from(pairs)
    return (
        query.join(before, before.response_id == pairs.c.before_id)
        .join(now, and_(now.response_id == pairs.c.now_id, getattr(now, key) == same))
        .group_by(same)
    )


def _pairs(is_of_one: bool) -> CTE:
    """The two responses of each person who answered at both times: only these can be compared."""
    before, now = aliased(SurveyResponse), aliased(SurveyResponse)
    first = (
        select(func.min(Completion.enrolment_id))
        .join(before, _is_answered(before, Completion.enrolment_id, "before"))
        .join(now, _is_answered(now, Completion.enrolment_id, OCCASION))
        .where(Completion.course == COURSE)
        .group_by(Completion.person_id)
    )
    if is_of_one:
        first = first.where(Completion.organisation_id == ORGANISATION)
    one, other = aliased(SurveyResponse), aliased(SurveyResponse)
    return (
        select(one.id.label("before_id"), other.id.label("now_id"))
        .join(other, _is_answered(other, one.enrolment_id, OCCASION))
        .where(one.enrolment_id.in_(first), one.occasion == "before")
        .cte("pairs")
    )


def _is_answered(response: Any, enrolment_id: Any, occasion: Any) -> ColumnElement[bool]:
    return and_(
        response.enrolment_id == enrolment_id,
        response.occasion == occasion,
        response.submitted_at.is_not(None),
    )


def _count_completed(organisation: Organisation | None, course: Course, occasion: Occasion) -> int:
    """People who could have answered at both times: the course asked when they began, and it is time."""
    first_asked = (
        select(func.min(Enrolment.started_at))
        .join(SurveyResponse, SurveyResponse.enrolment_id == Enrolment.id)
        .where(Enrolment.course == course.key)
        .scalar_subquery()
    )
    query = (
        select(func.count(Completion.person_id.distinct()))
        .join(Completion.enrolment)
        .where(
            Completion.course == course.key,
            Completion.evidence == Evidence.ONLINE,
            Enrolment.started_at >= first_asked,
        )
    )
    if organisation:
        query = query.where(Completion.organisation_id == organisation.id)
    if occasion == "later":
        query = query.where(Completion.completed_at <= clock.now() - LATER_FROM)
    return db.session.scalar(query) or 0
