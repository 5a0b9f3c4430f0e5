"""Connections to the database: those that read, those that write, and how either begins.

On SQLite a connection reads or writes for as long as it lives, and writers come one after the other.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import defaultdict
from collections.abc import MutableMapping
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry, Pool, PoolProxiedConnection

BUSY_SECONDS = 10
# The key of the engine whose connections cannot write.
READING = "reading"


class ReadingConnection(sqlite3.Connection):
    """A connection that SQLite itself keeps from writing.

    It is one for its whole life: a connection that changes sides forgets every statement it has prepared.
    """


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


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # The driver must not open transactions by itself: `begin` does, so that readers never block.
    connection.isolation_level = None
    pragmas = ["journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS}000"]
    if isinstance(connection, ReadingConnection):
        pragmas.append("query_only=ON")
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").close()


@event.listens_for(Engine, "begin")
def _begin_connection(connection: Connection) -> None:
    pooled = connection.connection
    begin(pooled, is_reading=isinstance(pooled.driver_connection, ReadingConnection))


def begin(pooled: PoolProxiedConnection, *, is_reading: bool) -> None:
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
def _pass_turn_on_at_checkin(_connection: Any, entry: ConnectionPoolEntry) -> None:
    """A session gives its connection back when its transaction ends, however it ends."""
    _pass_turn_on(entry.info)


def _pass_turn_on(info: MutableMapping[Any, Any]) -> None:
    if info.pop("has_turn", False):
        _turn.release()


class _KeptOpen:
    """What this process keeps open to a database in a file, from one request to the next.

    To go through the pool takes as long as a look-up. Who asks next gets what was used last, which knows the
    pages of the database that are asked for most. A connection to a server may be gone by the next request
    and has to be looked at first; one that a session has used goes back with that.
    """

    def __init__(self) -> None:
        # Threads share the lists: to add to one at its end, or to take from there, is one step.
        self._idle: defaultdict[Engine, list[PoolProxiedConnection]] = defaultdict(list)

    def take(self, engine: Engine) -> PoolProxiedConnection:
        try:
            return self._idle[engine].pop()
        except IndexError:
            return engine.raw_connection()

    def give_back(self, engine: Engine, pooled: PoolProxiedConnection) -> None:
        if engine.dialect.name == "sqlite":
            _pass_turn_on(pooled.info)
            self._idle[engine].append(pooled)
        else:
            pooled.close()

    def close(self, engine: Engine) -> None:
        for pooled in self._idle.pop(engine, ()):
            pooled.close()


kept_open = _KeptOpen()
