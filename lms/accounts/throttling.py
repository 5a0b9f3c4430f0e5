"""Limits on how often something may be tried, kept in a table so that all processes share them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, case, delete
from sqlalchemy.dialects import postgresql, sqlite

from lms import clock
from lms.accounts.sign_in_models import Throttle
from lms.accounts.tokens import keyed_hash
from lms.errors import TooManyTries
from lms.extensions import db

TABLE: Table = Throttle.metadata.tables[Throttle.__tablename__]
MESSAGE = "This has been tried too often in a short time."


def check(key: str, limit: int, window: timedelta, message: str = MESSAGE) -> None:
    """Count one try of `key`; raise TooManyTries beyond `limit` in the window that its first try opened.

    `key` is what is limited and for whom, such as "mail:alice@example.org"; only its hash is kept. The count
    stands if the request's transaction is committed: answer a wrong password without an exception.
    """
    tries, ends_at = _count(keyed_hash("throttle", key), clock.now(), window)
    if tries > limit:
        raise TooManyTries(message, _up_to_the_minute(ends_at))


def forget_ended() -> None:
    """Delete the windows that are over: they limit nothing, and they are about people."""
    db.session.execute(delete(Throttle).where(Throttle.window_ends_at <= clock.now()))


def _count(key: str, now: datetime, window: timedelta) -> tuple[int, datetime]:
    """One statement, so that two requests at the same moment are both counted."""
    insert: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    is_over = Throttle.window_ends_at <= now
    statement = insert(TABLE).values(key=key, tries=1, window_ends_at=now + window)
    statement = statement.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "tries": case((is_over, 1), else_=Throttle.tries + 1),
            "window_ends_at": case((is_over, now + window), else_=Throttle.window_ends_at),
        },
    ).returning(TABLE.c.tries, TABLE.c.window_ends_at)
    tries, ends_at = db.session.execute(statement).one()
    return tries, ends_at


def _up_to_the_minute(at: datetime) -> datetime:
    """Rounded up: the page shows no seconds, and must not send people back too early."""
    return (
        at if at.second == at.microsecond == 0 else at.replace(second=0, microsecond=0) + timedelta(minutes=1)
    )
