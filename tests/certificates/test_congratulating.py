"""After a completion a short mail says where the certificate is."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from sqlalchemy import delete

from lms.extensions import db
from lms.jobs.queue import enqueue, run_due_jobs
from lms.learning.models import Evidence
from tests.certificates.completed import make_completion


@pytest.fixture
def mails(app, mail_folder):
    """Run all jobs, and read what was sent."""

    def read():
        run_due_jobs()
        files = sorted(mail_folder.glob("*.eml")) if mail_folder.exists() else []
        return [message_from_bytes(each.read_bytes(), policy=policy.default) for each in files]

    return read


def queue(completion):
    enqueue("learning.completed", {"completion_id": completion.id})
    db.session.commit()


def test_the_learner_is_told_where_the_certificate_is(mails, cast, completion):
    queue(completion)
    (mail,) = mails()
    assert mail["To"] == cast.alice.email
    assert "http://localhost/certificates" in mail.get_content()


def test_the_mail_names_neither_the_person_nor_the_organisation(mails, cast, completion):
    queue(completion)
    (mail,) = mails()
    assert "Alice" not in mail.get_content()
    assert cast.council.name not in mail.get_content()


def test_a_job_that_is_run_twice_sends_one_mail(mails, completion):
    queue(completion)
    queue(completion)
    assert len(mails()) == 1


def test_every_completion_is_told_of(mails, cast, completion):
    queue(completion)
    queue(make_completion(cast.alice))
    assert len(mails()) == 2


def test_a_completion_attested_from_elsewhere_promises_no_certificate(mails, cast):
    queue(make_completion(cast.alice, evidence=Evidence.EXTERNAL))
    assert mails() == []


def test_a_completion_that_is_gone_troubles_nobody(mails, completion):
    queue(completion)
    db.session.execute(delete(type(completion)))
    db.session.commit()
    assert mails() == []
