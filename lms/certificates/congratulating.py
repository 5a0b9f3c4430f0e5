"""The job that follows a completion: a short mail that says where the certificate is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from lms.accounts.models import Person
from lms.audit.entries import record
from lms.audit.models import AuditEntry
from lms.extensions import db
from lms.jobs.queue import handles
from lms.learning.models import Completion, Evidence
from lms.mail.sending import send
from lms.web.settings import settings

TOLD = "completions.congratulated"


@handles("learning.completed")
def congratulate(payload: dict[str, Any]) -> None:
    """Mail the learner, once for each completion however often the job is run."""
    completion = db.session.scalar(
        select(Completion).where(Completion.id == payload["completion_id"]).with_for_update()
    )
    if completion is None or completion.evidence != Evidence.ONLINE or _was_told(completion):
        return
    person = db.session.get_one(Person, completion.person_id)
    send(
        person.email,
        "Well done: your certificate is ready",
        "certificates/mail/completed.txt",
        link=f"{settings().base_url.rstrip('/')}/certificates",
    )
    record(TOLD, "completion", completion.uuid, actor_id=None)
    db.session.flush()


def _was_told(completion: Completion) -> bool:
    query = select(AuditEntry.id).where(
        AuditEntry.subject_kind == "completion",
        AuditEntry.subject_uuid == completion.uuid,
        AuditEntry.action == TOLD,
    )
    return db.session.scalar(query.limit(1)) is not None
