"""The tally is kept for a little while, and never so long that somebody would notice."""

from __future__ import annotations

from lms.audit.entries import record
from lms.extensions import db
from lms.partnership.kept_tally import KeptTally
from tests.partnership.people import WINDOW, complete, make_learner


def test_it_is_not_counted_again_while_nothing_changes(app, moved_clock):
    kept = KeptTally()
    _, first = kept.current(WINDOW)
    moved_clock.move(seconds=30)
    assert kept.current(WINDOW)[1] == first


def test_it_is_counted_again_after_a_completion(app):
    kept = KeptTally()
    kept.current(WINDOW)
    complete(make_learner())
    assert kept.current(WINDOW)[0].total == 1


def test_it_is_counted_again_after_an_audited_act(app, moved_clock):
    kept = KeptTally()
    kept.current(WINDOW)
    record("memberships.confirmed", "membership", None, actor_id=None)
    db.session.commit()
    moved_clock.move(seconds=1)
    assert kept.current(WINDOW)[1] == moved_clock.now()


def test_it_is_counted_again_after_a_minute(app, moved_clock):
    kept = KeptTally()
    kept.current(WINDOW)
    moved_clock.move(minutes=1)
    assert kept.current(WINDOW)[1] == moved_clock.now()
