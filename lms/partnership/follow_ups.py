"""The job that is due 90 days after a completion: a short mail that asks what has stayed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from lms.accounts.models import Person
from lms.audit.entries import record
from lms.audit.models import AuditEntry
from lms.courses.live import catalogue
from lms.extensions import db
from lms.jobs.queue import handles
from lms.learning.models import Completion
from lms.learning.survey_models import SurveyResponse
from lms.learning.surveys import find_follow_up
from lms.mail.sending import send
from lms.web.settings import settings

ASKED = "surveys.asked_again"


@handles("learning.survey_due")
def ask_again(payload: dict[str, Any]) -> None:
    """Mail the learner, once for each completion however often the job is run.

    Only whoever answered before the course is mailed: there is nothing to compare other answers with, and
    who did not want to be asked is left in peace. The course's page offers it to everybody.
    """
    completion = db.session.scalar(
        select(Completion).where(Completion.id == payload["completion_id"]).with_for_update()
    )
    if completion is None or not _answered_before(completion) or _was_asked(completion):
        return
    person = db.session.get_one(Person, completion.person_id)
    course = next((each for each in catalogue().list_courses() if each.key == completion.course), None)
    if course is None or find_follow_up(person, course) != "later":
        return
    send(
        person.email,
        f"{course.title}: what has stayed?",
        "partnership/mail/survey_due.txt",
        course=course,
        link=f"{settings().base_url.rstrip('/')}/courses/{course.key}/survey/later",
    )
    record(ASKED, "completion", completion.uuid, actor_id=None)
    db.session.flush()


def _answered_before(completion: Completion) -> bool:
    query = select(SurveyResponse.id).where(
        SurveyResponse.enrolment_id == completion.enrolment_id,
        SurveyResponse.occasion == "before",
        SurveyResponse.submitted_at.is_not(None),
    )
    return db.session.scalar(query) is not None


def _was_asked(completion: Completion) -> bool:
    query = select(AuditEntry.id).where(
        AuditEntry.subject_kind == "completion",
        AuditEntry.subject_uuid == completion.uuid,
        AuditEntry.action == ASKED,
    )
    return db.session.scalar(query.limit(1)) is not None
