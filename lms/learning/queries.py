"""Selects that others build on: who is taking what, and what each person completed last."""

from __future__ import annotations

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from lms.learning.models import Completion, Enrolment


def latest_completions() -> Select[Completion]:
    """Of each person and course the completion that counts today: the last one.

    Narrow it with `where` on Completion: it then asks the index for each row that is left, and never sorts
    the whole table.
    """
    later = aliased(Completion)
    is_followed = exists().where(
        later.person_id == Completion.person_id,
        later.course == Completion.course,
        or_(
            later.completed_at > Completion.completed_at,
            and_(later.completed_at == Completion.completed_at, later.id > Completion.id),
        ),
    )
    return select(Completion).where(~is_followed)


def open_enrolments() -> Select[Enrolment]:
    """The enrolments that are going on: of each person and course at most one."""
    return select(Enrolment).where(Enrolment.ended_at.is_(None))
