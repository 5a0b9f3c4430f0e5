"""What is sent after a sign-in has ended is lost, and the page says so."""

from __future__ import annotations

from contextvars import Context

import pytest
from sqlalchemy import update

from lms import clock
from lms.accounts.sign_in_models import SignIn
from lms.extensions import db
from tests.pages import Browser, Page

CALL = "/courses/first-steps/acting/the-call"
LOST = "You are signed out, so what you sent is not saved."


@pytest.fixture
def lesson(alices: Browser, enrolment: object) -> Page:
    """A lesson that Alice opened before her sign-in ended."""
    page = alices.get(CALL)
    db.session.execute(update(SignIn).values(expires_at=clock.now()))
    db.session.commit()
    return page


def test_who_is_signed_out_meanwhile_is_told_that_an_answer_is_lost(alices: Browser, lesson: Page):
    page = alices.send(lesson, form=f"{CALL}/practice/danger", **{"chosen-danger": "nobody"})
    assert page.h1 == "Sign in or sign up"
    assert LOST in page.text


def test_who_sends_a_form_again_and_again_is_told_once(alices: Browser, lesson: Page):
    form = f"{CALL}/practice/danger"
    given = {**lesson.values(form), "chosen-danger": "nobody"}
    sent = [Context().run(alices.client.post, lesson.action(form), data=given) for _ in range(2)]
    assert [response.status_code for response in sent] == [303, 303]
    assert alices.get("/sign-in").text.count(LOST) == 1


def test_nothing_is_said_to_be_lost_when_nothing_was_given(alices: Browser, lesson: Page):
    assert LOST not in alices.send(lesson, form="/sign-out").text
