"""Whether the database answers, and what a page can do that has to stand without it."""

from __future__ import annotations

from flask import g
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from lms.accounts.current import find_identity
from lms.extensions import db, login_manager


def is_reachable() -> bool:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def do_without() -> None:
    """Draw this page as for somebody who is not signed in, if nobody can be looked up now."""
    try:
        find_identity()
    except SQLAlchemyError:
        # Where Flask-Login keeps its answer: set, it does not ask again for this request.
        g._login_user = login_manager.anonymous_user()
