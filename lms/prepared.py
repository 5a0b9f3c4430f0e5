"""Statements that are put together once and then run by the driver itself.

SQLAlchemy's own way from a statement to its rows costs several times what SQLite needs to answer. What is
asked on every page, or by everybody in every quiz, goes this way instead; everything else has no need to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from lms.extensions import current_connection

Row = tuple[Any, ...]
Values = Mapping[str, Any]
Convert = Callable[[Any], Any]


@dataclass(frozen=True)
class _Compiled:
    """SQL in the words of one database, and what turns our values into the driver's and back."""

    sql: str
    # The names in the order of the question marks; None where the driver takes them by name.
    order: tuple[str, ...] | None
    fixed: Values
    to_driver: Mapping[str, Convert]
    from_driver: tuple[tuple[int, Convert], ...]

    def bind(self, values: Values) -> tuple[Any, ...] | dict[str, Any]:
        given = {**self.fixed, **values}
        for name, convert in self.to_driver.items():
            given[name] = convert(given[name])
        return given if self.order is None else tuple([given[name] for name in self.order])

    def read(self, rows: list[Row]) -> list[Row]:
        if not self.from_driver:
            return rows
        return [self._read_row(row) for row in rows]

    def _read_row(self, row: Row) -> Row:
        columns = list(row)
        for place, convert in self.from_driver:
            columns[place] = convert(columns[place])
        return tuple(columns)


class Prepared:
    """A statement with every value in a `bindparam`; lists of values for one IN are not possible.

    It runs in the transaction of `db.session`, sees what that has flushed, and raises what SQLAlchemy would.
    Defaults that Python fills in are not: an INSERT names every column that has no default in the database.
    """

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def all(self, **values: Any) -> list[Row]:
        """The rows as plain tuples, in the types of their columns."""
        connection = current_connection()
        compiled = self._compile_for(connection.dialect)
        cursor = self._execute(connection, compiled.sql, compiled.bind(values))
        return compiled.read(cursor.fetchall())

    def first(self, **values: Any) -> Row | None:
        rows = self.all(**values)
        return rows[0] if rows else None

    def run(self, **values: Any) -> int:
        """Change something; returns how many rows."""
        connection = current_connection()
        compiled = self._compile_for(connection.dialect)
        return cast(int, self._execute(connection, compiled.sql, compiled.bind(values)).rowcount)

    def run_each(self, many: Iterable[Values]) -> None:
        """Change something once for each set of values."""
        connection = current_connection()
        compiled = self._compile_for(connection.dialect)
        self._execute(connection, compiled.sql, [compiled.bind(values) for values in many])

    def _execute(self, connection: Connection, sql: str, bound: Any) -> Any:
        is_many = isinstance(bound, list)
        for tell in connection.dispatch.before_cursor_execute:
            tell(connection, None, sql, bound, None, is_many)
        driver: Any = connection.connection.driver_connection
        try:
            if is_many:
                cursor = driver.cursor()
                cursor.executemany(sql, bound)
                return cursor
            return driver.execute(sql, bound)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _translate(connection.dialect, sql, error) from error

    def _compile_for(self, dialect: Dialect) -> _Compiled:
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(self._statement, dialect)
        return compiled


def _compile(statement: Executable, dialect: Dialect) -> _Compiled:
    compiled = cast(SQLCompiler, cast(Any, statement).compile(dialect=dialect))
    types = {name: bound.type for name, bound in compiled.binds.items()}
    to_driver = {
        name: _implementation(type_, dialect).bind_processor(dialect) for name, type_ in types.items()
    }
    columns: Sequence[Any] = getattr(statement, "selected_columns", ())
    from_driver = [_implementation(each.type, dialect).result_processor(dialect, None) for each in columns]
    return _Compiled(
        sql=compiled.string,
        order=tuple(compiled.positiontup)
        if compiled.positional and compiled.positiontup is not None
        else None,
        fixed={name: bound.value for name, bound in compiled.binds.items() if not bound.required},
        to_driver={name: convert for name, convert in to_driver.items() if convert},
        from_driver=tuple((place, convert) for place, convert in enumerate(from_driver) if convert),
    )


def _implementation(type_: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return type_.dialect_impl(dialect)


def _translate(dialect: Dialect, sql: str, error: Exception) -> BaseException:
    """The error as SQLAlchemy would raise it. The values stay out of it: they may be names or tokens."""
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(sql, None, error, base, hide_parameters=True, dialect=dialect)
