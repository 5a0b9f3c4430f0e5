"""The queue: put work in, take work out under a lease, run it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select

from lms import clock
from lms.extensions import db, reading_only
from lms.jobs.models import Job
from lms.prepared import Prepared

LEASE = timedelta(minutes=2)
MAX_TRIES = 8

# The job that has been due longest and that nobody holds.
_DUE = (
    select(Job)
    .where(
        Job.done_at.is_(None),
        Job.failed_at.is_(None),
        Job.due_at <= bindparam("now"),
        or_(Job.leased_until.is_(None), Job.leased_until < bindparam("now")),
    )
    .order_by(Job.due_at, Job.id)
    .limit(1)
)
# Asked twice a second, for as long as the server runs.
_DUE_ID = Prepared(_DUE.with_only_columns(Job.id))

Handler = Callable[[dict[str, Any]], None]
_handlers: dict[str, Handler] = {}
logger = logging.getLogger(__name__)


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Make a function the one that runs jobs of this kind. It must bear being run twice for one job."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def enqueue(kind: str, payload: dict[str, Any], due_at: datetime | None = None) -> Job:
    """Queue work in the current transaction: if that rolls back, there is no job."""
    job = Job(kind=kind, payload=payload, due_at=due_at or clock.now())
    db.session.add(job)
    db.session.flush()
    return job


def run_due_jobs(limit: int = 100) -> int:
    """Run up to `limit` jobs that are due, each in a transaction of its own; returns how many were run.

    The only rule that commits: it is called by a worker and never by a request.
    """
    ran = 0
    while ran < limit and (job := _take_one()):
        _run(job)
        ran += 1
    return ran


def _take_one() -> Job | None:
    """Lease the job that has been due longest, or None when there is none."""
    now = clock.now()
    if not _is_any_due(now):
        return None
    job = db.session.scalar(_DUE.with_for_update(skip_locked=True), {"now": now})
    if job:
        job.leased_until = now + LEASE
        job.tries += 1
    db.session.commit()
    return job


def _is_any_due(now: datetime) -> bool:
    """Asked by a reader: an idle worker looks often, and must not lock out those who write on SQLite."""
    token = reading_only.set(True)
    try:
        return _DUE_ID.first(now=now) is not None
    finally:
        # A connection that was lost cannot be rolled back, and this process shall write again nevertheless.
        try:
            db.session.rollback()
        finally:
            reading_only.reset(token)


def _run(job: Job) -> None:
    """Run one leased job and record how it went."""
    try:
        _handlers[job.kind](job.payload)
    except Exception as error:
        db.session.rollback()
        # Not the message: it may repeat an address or a one-time link.
        logger.error(
            "Job %s of kind %s failed at try %s: %s", job.id, job.kind, job.tries, type(error).__name__
        )
        _record_failure(job.id, error)
    else:
        job.done_at, job.leased_until, job.payload = clock.now(), None, {}
        db.session.commit()


def _record_failure(job_id: int, error: Exception) -> None:
    """Let the job wait, twice as long after each try, or give it up after the last."""
    job = db.session.get_one(Job, job_id)
    job.last_error, job.leased_until = type(error).__name__, None
    if job.tries >= MAX_TRIES:
        job.failed_at, job.payload = clock.now(), {}
    else:
        job.due_at = clock.now() + timedelta(seconds=5 * 2**job.tries)
    db.session.commit()
