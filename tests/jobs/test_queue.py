from contextlib import suppress

import pytest
from sqlalchemy import event, select

from lms.connections import READING
from lms.extensions import db
from lms.jobs import queue
from lms.jobs.models import Job
from lms.jobs.queue import LEASE, MAX_TRIES, enqueue, handles, run_due_jobs


@pytest.fixture
def notes(app):
    """What the jobs of the kind "test.note" have written; a note "fail" fails."""
    written = []

    @handles("test.note")
    def write(payload):
        if payload["note"] == "fail":
            raise ValueError("the note is secret")
        written.append(payload["note"])

    yield written
    del queue._handlers["test.note"]


def put(note, **options):
    job = enqueue("test.note", {"note": note}, **options)
    db.session.commit()
    return job


def only_job():
    db.session.expire_all()
    return db.session.scalars(select(Job)).one()


def test_a_job_runs_once(notes):
    put("one")
    run_due_jobs()
    run_due_jobs()
    assert notes == ["one"]


def test_a_job_of_a_transaction_that_rolled_back_never_runs(notes):
    enqueue("test.note", {"note": "one"})
    db.session.rollback()
    assert run_due_jobs() == 0


def test_a_connection_lost_while_looking_for_jobs_is_not_the_end_of_them(notes):
    put("one")
    engine = db.engines[READING]

    def lose(*_):
        db.session.connection().connection.driver_connection.close()

    event.listen(engine, "before_cursor_execute", lose)
    with pytest.raises(Exception):  # noqa: B017 – each driver has its own.
        run_due_jobs()
    event.remove(engine, "before_cursor_execute", lose)
    with suppress(Exception):
        db.session.rollback()
    run_due_jobs()
    assert notes == ["one"]


def test_jobs_run_in_the_order_in_which_they_are_due(notes, moved_clock):
    put("first")
    put("second")
    run_due_jobs()
    assert notes == ["first", "second"]


def test_a_job_waits_until_it_is_due(notes, moved_clock):
    from datetime import timedelta

    put("later", due_at=moved_clock.now() + timedelta(hours=1))
    run_due_jobs()
    assert notes == []
    moved_clock.move(hours=1)
    run_due_jobs()
    assert notes == ["later"]


def test_a_job_that_is_leased_is_not_taken_again(notes):
    put("one")
    assert queue._take_one() is not None
    assert run_due_jobs() == 0


def test_a_job_whose_worker_died_is_taken_by_another(notes, moved_clock):
    put("one")
    queue._take_one()
    moved_clock.move(seconds=LEASE.total_seconds() + 1)
    run_due_jobs()
    assert notes == ["one"]


def test_a_job_that_fails_waits_longer_each_time(notes, moved_clock):
    put("fail")
    waits = []
    for _ in range(3):
        run_due_jobs()
        job = only_job()
        waits.append((job.due_at - moved_clock.now()).total_seconds())
        moved_clock.at = job.due_at
    assert waits == [10, 20, 40]


def test_a_job_is_given_up_after_its_last_try_and_its_content_forgotten(notes, moved_clock):
    put("fail")
    for _ in range(MAX_TRIES + 1):
        run_due_jobs()
        moved_clock.move(days=1)
    job = only_job()
    assert (job.tries, job.payload) == (MAX_TRIES, {})
    assert job.failed_at is not None


def test_a_failure_is_noted_without_what_was_in_it(notes, caplog):
    put("fail")
    run_due_jobs()
    assert only_job().last_error == "ValueError"
    assert "secret" not in caplog.text


def test_a_job_that_fails_does_not_stop_the_next(notes):
    put("fail")
    put("one")
    assert run_due_jobs() == 2
    assert notes == ["one"]
