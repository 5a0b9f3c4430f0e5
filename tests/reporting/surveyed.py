"""Answers to surveys, put straight into the database."""

from __future__ import annotations

from datetime import timedelta

from lms import clock
from lms.accounts.models import Organisation, Person
from lms.courses.model import Occasion
from lms.extensions import db
from lms.learning.models import Completion
from lms.learning.survey_models import SurveyAnswer, SurveyConfidence, SurveyResponse
from tests.cast import make_person
from tests.reporting.records import complete

TOPICS = ("spotting", "talking", "first-step", "whom-to-call", "my-limits")


def answer(completion: Completion, occasion: Occasion, confidence: int, *, right: bool = True) -> None:
    """The same confidence in every statement, and every question right or wrong; commits."""
    assert completion.enrolment_id
    db.session.add(
        SurveyResponse(
            enrolment_id=completion.enrolment_id,
            occasion=occasion,
            course_version=3,
            submitted_at=clock.now(),
            confidences=[SurveyConfidence(statement=topic, value=confidence) for topic in TOPICS],
            answers=[SurveyAnswer(question=topic, chosen=["x"], is_correct=right) for topic in TOPICS],
        )
    )
    db.session.commit()


def skip(completion: Completion, occasion: Occasion) -> None:
    assert completion.enrolment_id
    db.session.add(
        SurveyResponse(
            enrolment_id=completion.enrolment_id, occasion=occasion, course_version=3, skipped_at=clock.now()
        )
    )
    db.session.commit()


def make_learners(organisation: Organisation, number: int, **ago: float) -> list[Completion]:
    """So many new people there, who completed the course; commits."""
    start = db.session.query(Person).count()
    return [
        complete(make_person(f"P{start + each} Tester", organisation), at=clock.now() - timedelta(**ago))
        for each in range(number)
    ]


def ask(
    organisation: Organisation, number: int, before: int, now: int, occasion: Occasion = "after", **ago: float
) -> None:
    """So many new people who answered at both times: wrongly before, rightly afterwards; commits."""
    for completion in make_learners(organisation, number, **ago):
        answer(completion, "before", before, right=False)
        answer(completion, occasion, now)
