"""What fictional people said in surveys, as rows of the database, inserted in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select

from lms.demo.asking import Said
from lms.demo.taking import Taken, version_on
from lms.extensions import db
from lms.learning.survey_models import SurveyAnswer, SurveyConfidence, SurveyResponse

Spoken = Sequence[tuple[int, Taken, Said]]


def write_surveys(spoken: Spoken) -> None:
    """Each with the id of its enrolment. Within the current transaction."""
    if not spoken:
        return
    db.session.execute(insert(SurveyResponse), [_response(*each) for each in spoken])
    ids = _find_ids([enrolment_id for enrolment_id, _, _ in spoken])
    told = [
        (ids[enrolment_id, said.occasion], said) for enrolment_id, _, said in spoken if not said.is_skipped
    ]
    if not told:
        return
    confidences = [
        {"response_id": id_, "statement": key, "value": value}
        for id_, said in told
        for key, value in said.confidences.items()
    ]
    answers = [
        {"response_id": id_, "question": key, "chosen": [chosen], "is_correct": is_correct}
        for id_, said in told
        for key, (chosen, is_correct) in said.answers.items()
    ]
    db.session.execute(insert(SurveyConfidence), confidences)
    db.session.execute(insert(SurveyAnswer), answers)


def _response(enrolment_id: int, taken: Taken, said: Said) -> dict[str, Any]:
    return {
        "enrolment_id": enrolment_id,
        "occasion": said.occasion,
        "course_version": version_on(taken.course, said.at),
        "submitted_at": None if said.is_skipped else said.at,
        "skipped_at": said.at if said.is_skipped else None,
    }


def _find_ids(enrolment_ids: Sequence[int]) -> dict[tuple[int, str], int]:
    query = select(SurveyResponse.enrolment_id, SurveyResponse.occasion, SurveyResponse.id)
    rows = db.session.execute(query.where(SurveyResponse.enrolment_id.in_(enrolment_ids)))
    return {(enrolment_id, occasion): id_ for enrolment_id, occasion, id_ in rows}
