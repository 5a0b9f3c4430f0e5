"""What fictional people did in exercises, as rows of the database, inserted in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select

from lms.demo.practising import Practised
from lms.demo.taking import Taken, version_on
from lms.extensions import db
from lms.learning.practice_models import Practice, PracticeChoice

Done = Sequence[tuple[int, Taken, Practised]]


def write_practices(done: Done) -> None:
    """Each with the id of its enrolment. Within the current transaction."""
    if not done:
        return
    db.session.execute(insert(Practice), [_practice(*each) for each in done])
    ids = _find_ids({enrolment_id for enrolment_id, _, _ in done})
    choices = [
        {
            "practice_id": ids[enrolment_id, each.lesson, each.exercise],
            "position": position,
            "item": item,
            "choice": choice,
            "verdict": verdict,
            "made_at": each.at,
        }
        for enrolment_id, _, each in done
        for position, (item, choice, verdict) in enumerate(each.marked, 1)
    ]
    # By the table itself: the ORM would send rows with and without a choice in thousands of statements.
    db.session.execute(insert(PracticeChoice.__table__), choices)  # type: ignore[arg-type]


def _practice(enrolment_id: int, taken: Taken, each: Practised) -> dict[str, Any]:
    return {
        "enrolment_id": enrolment_id,
        "lesson": each.lesson,
        "exercise": each.exercise,
        "number": 1,
        "course_version": version_on(taken.course, each.at),
        "started_at": each.at,
        "finished_at": each.at,
    }


def _find_ids(enrolment_ids: set[int]) -> dict[tuple[int, str, str], int]:
    query = select(Practice.enrolment_id, Practice.lesson, Practice.exercise, Practice.id)
    rows = db.session.execute(query.where(Practice.enrolment_id.in_(enrolment_ids)))
    return {(enrolment_id, lesson, exercise): id_ for enrolment_id, lesson, exercise, id_ in rows}
