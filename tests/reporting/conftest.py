from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from lms.extensions import db


@pytest.fixture
def queries(app) -> Iterator[list[str]]:
    """Every statement that was run, in order."""
    seen: list[str] = []

    def remember(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", remember)
    yield seen
    event.remove(db.engine, "before_cursor_execute", remember)
