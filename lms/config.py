"""Settings of one installation, from the environment: typed, checked at start, each documented.

Every name is prefixed with `LMS_`, so `goal_number` is read from `LMS_GOAL_NUMBER`.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from datetime import date
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """One installation. Raises `pydantic.ValidationError`, naming each variable, when a value is wrong."""

    model_config = SettingsConfigDict(env_prefix="LMS_", frozen=True, extra="ignore")

    instance: Path = Field(
        ROOT / "instance", description="Folder of what this installation owns: database, mail, keys."
    )
    database_url: str = Field("", description="SQLAlchemy URL; default: SQLite in the instance folder.")
    courses: Path = Field(ROOT / "courses", description="Folder of the course content.")
    base_url: str = Field(
        "http://127.0.0.1:8000", description="Address of the site, as printed in mail and certificates."
    )
    mail_url: str = Field(
        "",
        description="smtp://user:password@host:port, smtps://… or file:///folder; default: a folder here.",
    )
    mail_from: str = Field("training@localhost", description="Sender's address of our mail.")
    secret_key: str = Field(
        "", description="Key for signing cookies; default: made once in the instance folder."
    )
    partnership_name: str = Field(
        "Hertfordshire Modern Slavery Partnership", description="Shown on every page."
    )
    contact_email: str = Field("", description="Where learners can write to the partnership; shown when set.")
    goal_number: int = Field(2000, gt=0, description="How many professionals are to be trained.")
    goal_starts_on: date = Field(date(2025, 4, 1), description="First day of the goal's window.")
    goal_ends_on: date = Field(date(2027, 3, 31), description="Last day of the goal's window.")
    trusted_proxies: int = Field(0, ge=0, le=5, description="How many reverse proxies stand in front of us.")
    workers: int = Field(2, gt=0, le=64, description="Server processes of `lms serve`.")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.goal_ends_on <= self.goal_starts_on:
            raise ValueError("LMS_GOAL_ENDS_ON must be later than LMS_GOAL_STARTS_ON")
        if urlsplit(self.base_url).scheme not in {"http", "https"}:
            raise ValueError("LMS_BASE_URL must start with http:// or https://")
        if self.mail_url and urlsplit(self.mail_url).scheme not in {"smtp", "smtps", "file"}:
            raise ValueError("LMS_MAIL_URL must start with smtp://, smtps:// or file:///")
        return self

    @property
    def database(self) -> str:
        """The SQLAlchemy URL to connect to, with psycopg 3 as PostgreSQL's driver."""
        url = self.database_url or f"sqlite:///{self._own_database}"
        for prefix in ("postgres://", "postgresql://"):
            if url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
        return url

    @property
    def _own_database(self) -> Path:
        return self.instance.absolute() / "lms.sqlite3"

    @property
    def mail_folder(self) -> Path | None:
        """The folder that mail is written to, or None when it goes to an SMTP server."""
        if self.mail_url.startswith("file:"):
            return Path(urlsplit(self.mail_url).path)
        return None if self.mail_url else self.instance.absolute() / "mail"

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    def prepare_instance(self) -> None:
        """Make the instance folder, and the file of a database in it, for the account that runs us alone."""
        self.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.database_url and not self._own_database.exists():
            # SQLite would make it for everybody to read. Its journals take the mode of the database.
            self._own_database.touch(mode=0o600)

    def signing_key(self) -> str:
        """The key for signing cookies: `secret_key`, else one made once and kept in the instance folder."""
        return self.secret_key or _kept_key(self.instance / "secret-key")


def _kept_key(path: Path) -> str:
    """Read the key from `path`; make it first, readable by its owner alone, when there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as made:
            made.write(secrets.token_urlsafe(48))
            made.flush()
            # A link is atomic: of two processes that start together one makes the key, both read it.
            with contextlib.suppress(FileExistsError):
                os.link(made.name, path)
    return path.read_text().strip()
