"""The bare database and login manager."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from flask import Response, session
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, DateTime, Dialect, Engine, Enum, MetaData
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

from lms.connections import READING, kept_open
from lms.request_transaction import of_request

# Set around what must not write outside of a request; the database itself then refuses to.
reading_only: ContextVar[bool] = ContextVar("reading_only", default=False)


class UTCDateTime(TypeDecorator[datetime]):
    """A moment: timezone-aware in Python, UTC in the database (SQLite keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment must carry its timezone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        return _to_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        # SQLite has text. Reading it in one step takes a third of the time, and a report has thousands.
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _to_text(value: datetime | None) -> str | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a moment must carry its timezone")
    # Without the +00:00 at its end.
    return value.astimezone(UTC).isoformat(" ", "microseconds")[:-6]


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


class Base(DeclarativeBase):
    """The parent of every table. Constraints are named by one rule, so that migrations can find them."""

    registry = registry(
        type_annotation_map={datetime: UTCDateTime()},
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(column_0_N_label)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
    )


def words(kind: type[StrEnum], name: str) -> Enum:
    """A column type that stores a member's value; a CHECK of this `name` refuses anything else."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=20,
        name=name,
        values_callable=lambda members: [member.value for member in members],
    )


def current_driver() -> tuple[Engine, Any]:
    """The engine and the driver's own connection of the transaction that is under way."""
    if request := of_request.get():
        return request.driver()
    connection = db.session.connection()
    return connection.engine, connection.connection.driver_connection


class _LoginManager(LoginManager):
    def _load_user(self) -> None:
        """Who is signed in is in a row that we can end. No other cookie, and no header, says so.

        A guess by network address and browser is not needed either; turned off by its setting, it would still
        be worked out with every request.
        """
        token = session.get("_user_id")
        self._update_request_context_with_user(token and self._user_callback(token))

    def _update_remember_cookie(self, response: Response) -> Response:
        """Nobody has such a cookie: who stays signed in does so by a row, too."""
        return response


class _Session(Session):
    """Joins the transaction of the request. Elsewhere, as in a command or a job, it has one of its own."""

    def get_bind(
        self, *_what: Any, bind: Engine | Connection | None = None, **_more: Any
    ) -> Engine | Connection:
        if request := of_request.get():
            return request.connection()
        return bind or self._db.engines[READING if reading_only.get() else None]


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False, "class_": _Session})
login_manager = _LoginManager()


def close_connections() -> None:
    """Close what the application keeps open to its database, for whoever is done with it in this process."""
    for engine in db.engines.values():
        kept_open.close(engine)
        engine.dispose()
