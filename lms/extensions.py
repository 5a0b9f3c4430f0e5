"""The bare database and login manager. Imports nothing of ours."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Mapping
from contextvars import ContextVar, Token
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, DateTime, Dialect, Engine, Enum, MetaData, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.pool import ConnectionPoolEntry, Pool, PoolProxiedConnection
from sqlalchemy.types import TypeDecorator

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
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


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


BUSY_SECONDS = 10
# The key of the engine whose connections cannot write.
READING = "reading"


class ReadingConnection(sqlite3.Connection):
    """A connection that SQLite itself keeps from writing.

    It is one for its whole life: a connection that changes sides forgets every statement it has prepared.
    """


class RequestTransaction:
    """The transaction of one request, opened when it is first needed.

    One that `may_write` reads as well until it is let write: somebody who is sent to the door must not keep
    others waiting. What is prepared runs on the driver's own connection. The session joins by a Connection
    round it, so that its `commit` only flushes, and what commits is the edge of the application.
    """

    def __init__(self, engines: Mapping[str | None, Engine], *, may_write: bool) -> None:
        self._engine = engines[None if may_write else READING]
        self._is_reading = True
        self._pooled: PoolProxiedConnection | None = None
        self._connection: Connection | None = None
        # Ends what made this the transaction of the request.
        self.token: Token[RequestTransaction | None] | None = None

    def driver(self) -> tuple[Engine, Any]:
        """The engine and the driver's connection, in the transaction."""
        if self._pooled is None:
            with translated_errors(self._engine, "BEGIN"):
                self._pooled = self._engine.raw_connection()
                _begin(self._pooled, is_reading=self._is_reading)
        return self._engine, self._pooled.driver_connection

    def connection(self) -> Connection:
        if self._connection is None:
            self.driver()
            self._connection = Connection(self._engine, self._pooled)
            self._connection.begin()
        return self._connection

    def let_write(self) -> None:
        """End reading. What the session has read stays known, and is not read again."""
        self._is_reading = False
        if self._connection is not None:
            self.commit()
        elif self._pooled is not None:
            with translated_errors(self._engine, "BEGIN"):
                self._pooled.commit()
                _begin(self._pooled, is_reading=False)

    def commit(self) -> None:
        if db.session.registry.has():
            db.session.commit()
        if self._pooled is not None:
            with translated_errors(self._engine, "COMMIT"):
                self._pooled.commit()
        self.close()

    def roll_back(self) -> None:
        if db.session.registry.has():
            db.session.rollback()
        self.close()

    def close(self) -> None:
        """Give the connection back, which ends what was not committed."""
        if self._connection is not None:
            self._connection.close()
        elif self._pooled is not None:
            self._pooled.rollback()
            self._pooled.close()
        self._connection = self._pooled = None


# Set by the edge for as long as a request is under way.
of_request: ContextVar[RequestTransaction | None] = ContextVar("of_request", default=None)


def current_driver() -> tuple[Engine, Any]:
    """The engine and the driver's own connection of the transaction that is under way."""
    if request := of_request.get():
        return request.driver()
    connection = db.session.connection()
    return connection.engine, connection.connection.driver_connection


class translated_errors:  # noqa: N801 – used as a function is; as one it would take three times as long.
    """Raises what the driver raises as SQLAlchemy's, without the values: these may be names or tokens."""

    def __init__(self, engine: Engine, statement: str) -> None:
        self._dialect, self._statement = engine.dialect, statement

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        base = self._dialect.loaded_dbapi.Error
        if isinstance(error, base):
            raise DBAPIError.instance(
                self._statement, None, error, base, hide_parameters=True, dialect=self._dialect
            ) from error


class _LoginManager(LoginManager):
    def _session_protection_failed(self) -> bool:
        """The sign-in is a row that we can end; a guess by address and browser is not needed.

        Turned off by its setting, it would still be worked out with every request.
        """
        return False


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


def engine_options(database: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The options of the engine that may write, and of the one that only reads."""
    # An error's message must not carry names, addresses or tokens into the log. The connection used last
    # has the pages of the database that the next request needs.
    options: dict[str, Any] = {"hide_parameters": True, "pool_use_lifo": True}
    if not database.startswith("postgresql"):
        # What is open when a connection is given back has been ended by then, by whoever opened it.
        options["pool_reset_on_return"] = None
        return options, options | {"connect_args": {"factory": ReadingConnection}}
    # A connection that the server has dropped is noticed before a learner meets it. And PostgreSQL's idea
    # of what a look-up costs is of spinning disks: it would read every completion for one organisation's.
    options["pool_pre_ping"] = True
    cheap = "-c random_page_cost=1.1"
    return (
        options | {"connect_args": {"options": cheap}},
        options | {"connect_args": {"options": f"{cheap} -c default_transaction_read_only=on"}},
    )


def close_connections() -> None:
    """Close what the application keeps open to its database, for whoever is done with it in this process."""
    for engine in db.engines.values():
        engine.dispose()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # The driver must not open transactions by itself: `_begin_sqlite` does, so that readers never block.
    connection.isolation_level = None
    pragmas = ["journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS}000"]
    if isinstance(connection, ReadingConnection):
        pragmas.append("query_only=ON")
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").close()


@event.listens_for(Engine, "begin")
def _begin_connection(connection: Connection) -> None:
    pooled = connection.connection
    _begin(pooled, is_reading=isinstance(pooled.driver_connection, ReadingConnection))


def _begin(pooled: PoolProxiedConnection, *, is_reading: bool) -> None:
    """Begin as a reader or as a writer, unless that has been done. PostgreSQL begins by itself.

    A writer on SQLite takes the write lock at once: a transaction that reads first and then asks for the
    lock fails outright, without waiting, if somebody else has written in between.
    """
    # By the driver itself: SQLAlchemy's way round it costs more than the statements, on every request.
    driver = pooled.driver_connection
    if not isinstance(driver, sqlite3.Connection) or driver.in_transaction:
        return
    if is_reading:
        driver.execute("BEGIN")
    else:
        _wait_for_turn(pooled)
        driver.execute("BEGIN IMMEDIATE")


# Writers of this process queue here. SQLite lets those who find it locked sleep, longer each time, and
# whoever wakes at the right moment goes first: of eight learners the last waited for most of a second.
_turn = threading.Lock()


def _wait_for_turn(connection: PoolProxiedConnection) -> None:
    # A connection keeps its turn from one transaction to the next until it is given back: a migration after
    # another must not wait for itself. Another process may hold the lock as well; that wait is SQLite's part.
    if not connection.info.get("has_turn"):
        connection.info["has_turn"] = _turn.acquire(timeout=BUSY_SECONDS)


@event.listens_for(Pool, "checkin")
def _pass_turn_on(_connection: Any, entry: ConnectionPoolEntry) -> None:
    """A session gives its connection back when its transaction ends, however it ends."""
    if entry.info.pop("has_turn", False):
        _turn.release()
