"""An installation with broken parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from lms.app import create_app
from lms.config import Settings
from tests.pages import Browser


@pytest.fixture
def without_database(tmp_path: Path) -> Iterator[Callable[[Path], Browser]]:
    """Start an installation with these courses whose database cannot be opened; somebody is signed in."""
    with ExitStack() as contexts:

        def start(courses: Path) -> Browser:
            settings = Settings(
                _env_file=None,
                instance=tmp_path / "instance",
                database_url=f"sqlite:///{tmp_path}/no/such/folder/lms.sqlite3",
                courses=courses,
                secret_key="a key for tests",
            )
            app = create_app(settings)
            contexts.enter_context(app.app_context())
            browser = Browser(app)
            with browser.client.session_transaction() as session:
                session["_user_id"] = "a token"
            return browser

        yield start
