"""What one installation owns is closed to the other accounts of its machine."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from lms.app import create_app
from lms.config import Settings
from lms.extensions import close_connections, db


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Path]:
    """The folder of an installation that has just begun and written its first row."""
    folder = tmp_path / "instance"
    fresh = create_app(Settings(_env_file=None, instance=folder, database_url="", secret_key=""))
    with fresh.app_context():
        db.session.execute(text("CREATE TABLE notes (word TEXT)"))
        db.session.commit()
        assert (folder / "lms.sqlite3-wal").exists()
        yield folder
        close_connections()


def is_closed_to_others(path: Path) -> bool:
    return stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_the_folder_is_closed_to_others(instance: Path) -> None:
    assert is_closed_to_others(instance)


@pytest.mark.parametrize("name", ["lms.sqlite3", "lms.sqlite3-wal", "secret-key"])
def test_what_tells_of_people_or_signs_cookies_is_closed_to_others(instance: Path, name: str) -> None:
    assert is_closed_to_others(instance / name)
