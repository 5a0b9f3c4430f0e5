"""90 days after a course a mail asks what has stayed: whoever answered before, once, and nobody else."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest

from lms.courses import live
from lms.extensions import db
from lms.jobs.queue import enqueue, run_due_jobs
from lms.learning import enrolments
from lms.learning.models import Completion
from tests.learning.journey import complete_by_rules
from tests.learning.surveyed import BEFORE, FORM, LATER, answers
from tests.pages import Browser


@pytest.fixture
def course(app):
    return live.catalogue().get_course("first-steps")


@pytest.fixture
def alices(app, cast, course):
    """Alice's browser; she has just started the course."""
    enrolments.enrol(cast.alice, course)
    db.session.commit()
    return Browser(app).sign_in_as(cast.alice)


@pytest.fixture
def asked(app, mail_folder):
    """Run what is due, and read the mails that ask again."""

    def read():
        while run_due_jobs():
            pass
        files = sorted(mail_folder.glob("*.eml")) if mail_folder.exists() else []
        mails = [message_from_bytes(each.read_bytes(), policy=policy.default) for each in files]
        return [mail for mail in mails if "what has stayed" in mail["Subject"]]

    return read


@pytest.fixture
def answered(alices, cast, course):
    """Alice answered before the course, and has completed it."""
    alices.send(alices.get(BEFORE), form=FORM, **answers(course))
    complete_by_rules(cast.alice, course)


def test_the_mail_comes_after_90_days_and_not_before(asked, answered, cast, moved_clock):
    moved_clock.move(days=89)
    assert asked() == []
    moved_clock.move(days=1)
    (mail,) = asked()
    assert mail["To"] == cast.alice.email
    assert f"http://localhost{LATER}" in mail.get_content()


def test_its_link_leads_to_the_questions(asked, answered, alices, moved_clock):
    moved_clock.move(days=90)
    asked()
    assert alices.get(LATER).h1 == "Three months after the course"


def test_the_mail_names_neither_the_person_nor_the_organisation(asked, answered, cast, moved_clock):
    moved_clock.move(days=90)
    (mail,) = asked()
    assert "Alice" not in mail.get_content()
    assert cast.council.name not in mail.get_content()


def test_a_job_that_is_run_twice_sends_one_mail(asked, answered, moved_clock):
    moved_clock.move(days=90)
    completion = db.session.query(Completion).one()
    enqueue("learning.survey_due", {"completion_id": completion.id})
    db.session.commit()
    assert len(asked()) == 1


@pytest.mark.parametrize("did", ["skip", "nothing"])
def test_whoever_did_not_answer_before_gets_no_mail(asked, alices, cast, course, moved_clock, did):
    if did == "skip":
        alices.post(f"{BEFORE}/skip")
    complete_by_rules(cast.alice, course)
    moved_clock.move(days=90)
    assert asked() == []


def test_whoever_has_answered_already_gets_no_mail(asked, answered, alices, course, moved_clock):
    moved_clock.move(days=90)
    alices.send(alices.get(LATER), form=FORM, **answers(course, "later"))
    assert asked() == []


def test_whoever_has_taken_the_course_again_is_asked_about_that(asked, answered, cast, course, moved_clock):
    moved_clock.move(days=85)
    complete_by_rules(cast.alice, course)
    moved_clock.move(days=5)
    assert asked() == []


def test_a_completion_that_is_gone_troubles_nobody(asked, cast):
    enqueue("learning.survey_due", {"completion_id": 1})
    db.session.commit()
    assert asked() == []
