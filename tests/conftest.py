"""What every test may use: a real database, a real application, a clock that can be moved."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from lms import clock
from lms.app import create_app
from lms.config import ROOT, Settings
from lms.extensions import close_connections, db
from lms.migrating import upgrade
from lms.partnership.kept_tally import KeptTally
from lms.partnership.views import TALLY
from lms.reporting.kept_counts import KeptCounts
from lms.reporting.views import EXTENSION
from tests.cast import Cast, make_cast
from tests.pages import Browser
from tests.postgresql import running_postgresql

# A Wednesday morning: the day on which most tests happen.
TODAY = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


@pytest.fixture(scope="session")
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database of the kind that the run is for."""
    if request.config.getoption("--database") == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'lms.sqlite3'}"
    else:
        with running_postgresql(tmp_path_factory.mktemp("postgresql")) as url:
            yield url


@pytest.fixture(scope="session")
def migrated_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    settings = Settings(
        _env_file=None,
        instance=tmp_path_factory.mktemp("instance"),
        database_url=database_url,
        courses=ROOT / "tests" / "content",
        base_url="http://localhost",
        secret_key="a key for tests",
    )
    app = create_app(settings)
    app.config["TESTING"] = False
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        close_connections()


@pytest.fixture
def app(migrated_app: Flask) -> Iterator[Flask]:
    """The application with an empty database; what a test leaves behind is deleted."""
    # A busy machine must not make the application keep figures that it thinks were costly, nor one test's
    # figures be kept for the next.
    migrated_app.extensions[EXTENSION] = KeptCounts(costly=math.inf)
    migrated_app.extensions[TALLY] = KeptTally(costly=math.inf)
    with migrated_app.app_context():
        yield migrated_app
        db.session.rollback()
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()
        db.session.remove()


@pytest.fixture(autouse=True)
def moved_clock() -> Iterator[MovedClock]:
    """Time stands still at TODAY unless a test moves it."""
    moved = MovedClock(TODAY)
    clock.read_from(moved.now)
    yield moved
    clock.read_from(None)


class MovedClock:
    """The fake at the process edge for time."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """Go forward: `move(days=1)`."""
        self.at += timedelta(**by)


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A client that is not signed in, and that checks every page it gets as a page."""
    return Browser(app)


@pytest.fixture
def cast(app: Flask) -> Cast:
    """A small cast with fixed meanings: see `tests.cast`."""
    return make_cast()


@pytest.fixture
def queries(app: Flask) -> Iterator[list[str]]:
    """The SQL statements that were executed, without those that only begin a transaction."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN")):
            seen.append(statement)

    for engine in db.engines.values():
        event.listen(engine, "before_cursor_execute", note)
    yield seen
    for engine in db.engines.values():
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def mail_folder(app: Flask) -> Path:
    folder: Path = app.config["LMS"].mail_folder
    for message in folder.glob("*") if folder.exists() else ():
        message.unlink()
    return folder
