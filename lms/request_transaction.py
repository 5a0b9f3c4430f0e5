"""The transaction of one request, which the edge begins and ends and everything between works in."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextvars import ContextVar, Token
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import scoped_session
from sqlalchemy.pool import PoolProxiedConnection

from lms.connections import READING, begin, kept_open

logger = logging.getLogger(__name__)


class RequestTransaction:
    """The transaction of one request, opened when it is first needed.

    One that `may_write` reads as well until it is let write: somebody who is sent to the door must not keep
    others waiting. What is prepared runs on the driver's own connection. The session joins by a Connection
    round it, so that its `commit` only flushes, and what commits is the edge of the application.
    """

    def __init__(
        self, engines: Mapping[str | None, Engine], session: scoped_session[Any], *, may_write: bool
    ) -> None:
        self._session = session
        self.may_write = may_write
        self._engine = engines[None if may_write else READING]
        self._is_reading = True
        self._pooled: PoolProxiedConnection | None = None
        self._driver: Any = None
        self._connection: Connection | None = None
        # Ends what made this the transaction of the request.
        self.token: Token[RequestTransaction | None] | None = None

    def driver(self) -> tuple[Engine, Any]:
        """The engine and the driver's connection, in the transaction."""
        if self._pooled is None:
            try:
                self._pooled = kept_open.take(self._engine)
                self._driver = self._pooled.driver_connection
                begin(self._pooled, is_reading=self._is_reading)
            except driver_error(self._engine) as error:
                raise translated(error, self._engine, "BEGIN") from error
        return self._engine, self._driver

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
            try:
                self._driver.commit()
                begin(self._pooled, is_reading=False)
            except driver_error(self._engine) as error:
                raise translated(error, self._engine, "BEGIN") from error

    def commit(self) -> None:
        if self._session.registry.has():
            self._session.commit()
        if self._pooled is not None:
            try:
                self._driver.commit()
            except driver_error(self._engine) as error:
                raise translated(error, self._engine, "COMMIT") from error
        self.close()

    def roll_back(self) -> None:
        if self._session.registry.has():
            self._session.rollback()
        self.close()

    def close(self) -> None:
        """Give the connection back, which ends what was not committed."""
        connection, pooled = self._connection, self._pooled
        self._connection = self._pooled = None
        try:
            if connection is not None:
                connection.close()
            elif pooled is not None:
                self._driver.rollback()
                kept_open.give_back(self._engine, pooled)
        except (driver_error(self._engine), DBAPIError) as error:
            # The database has gone away meanwhile. Whatever was begun ended with the connection, and nobody
            # shall get that one again.
            logger.error("A connection was lost: %s", type(error).__name__)
            if pooled is not None:
                pooled.invalidate()


# Set by the edge for as long as a request is under way.
of_request: ContextVar[RequestTransaction | None] = ContextVar("of_request", default=None)


def driver_error(engine: Engine) -> type[Exception]:
    """The parent of what the driver of this database raises."""
    error: type[Exception] = engine.dialect.loaded_dbapi.Error
    return error


def translated(error: Exception, engine: Engine, statement: str) -> Exception:
    """The driver's error as SQLAlchemy's, without the values: these may be names or tokens."""
    dialect = engine.dialect
    return DBAPIError.instance(
        statement, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
    )
