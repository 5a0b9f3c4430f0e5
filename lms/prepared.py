"""Statements that are put together once and then run by the driver itself.

SQLAlchemy's own way from a statement to its rows costs several times what SQLite needs to answer. What is
asked on every page, or by everybody in every quiz, goes this way instead; everything else has no need to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, cast

from sqlalchemy import Dialect, Engine, Executable
from sqlalchemy.sql.compiler import SQLCompiler

from lms.extensions import current_driver
from lms.request_transaction import driver_error, translated

Row = tuple[Any, ...]
Values = Mapping[str, Any]
Convert = Callable[[Any], Any]


class _Compiled:
    """SQL in the words of one database, and what turns our values into the driver's and back."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        compiled = cast(SQLCompiler, cast(Any, statement).compile(dialect=dialect))
        binds = compiled.binds
        self.sql = compiled.string
        # The names in the order of the question marks; None where the driver takes them by name.
        self._order = tuple(compiled.positiontup or ()) if compiled.positional else None
        self._fixed = {name: bound.value for name, bound in binds.items() if not bound.required}
        to_driver = {
            name: bound.type.dialect_impl(dialect).bind_processor(dialect) for name, bound in binds.items()
        }
        self._to_driver = {name: convert for name, convert in to_driver.items() if convert}
        columns: Iterable[Any] = getattr(statement, "exported_columns", ())
        self._types = [column.type.dialect_impl(dialect) for column in columns]
        self._dialect = dialect
        self._from_driver: list[tuple[int, Convert]] | None = None

    def bind(self, values: Values) -> tuple[Any, ...] | dict[str, Any]:
        given = {**self._fixed, **values}
        for name, convert in self._to_driver.items():
            given[name] = convert(given[name])
        return given if self._order is None else tuple([given[name] for name in self._order])

    def read(self, cursor: Any) -> list[Row]:
        rows: list[Row] = cursor.fetchall()
        if self._from_driver is None:
            self._from_driver = self._list_converts(cursor)
        converts = self._from_driver
        return [_convert(row, converts) for row in rows] if converts else rows

    def _list_converts(self, cursor: Any) -> list[tuple[int, Convert]]:
        """Known when the driver has answered for the first time: how depends on what it calls each column."""
        named = enumerate(zip(self._types, cursor.description, strict=True))
        found = [(at, type_.result_processor(self._dialect, told[1])) for at, (type_, told) in named]
        return [(at, convert) for at, convert in found if convert]


def _convert(row: Row, converts: list[tuple[int, Convert]]) -> Row:
    columns = list(row)
    for place, convert in converts:
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
        engine, driver = current_driver()
        compiled = self._compile_for(engine.dialect)
        bound = compiled.bind(values)
        _announce(engine, compiled, bound)
        try:
            # SQLite looks for the later rows only when they are read.
            return compiled.read(driver.execute(compiled.sql, bound))
        except driver_error(engine) as error:
            raise translated(error, engine, compiled.sql) from error

    def first(self, **values: Any) -> Row | None:
        rows = self.all(**values)
        return rows[0] if rows else None

    def run(self, **values: Any) -> int:
        """Change something; returns how many rows."""
        engine, driver = current_driver()
        compiled = self._compile_for(engine.dialect)
        bound = compiled.bind(values)
        _announce(engine, compiled, bound)
        try:
            changed: int = driver.execute(compiled.sql, bound).rowcount
        except driver_error(engine) as error:
            raise translated(error, engine, compiled.sql) from error
        return changed

    def run_each(self, many: Iterable[Values]) -> None:
        """Change something once for each set of values."""
        engine, driver = current_driver()
        compiled = self._compile_for(engine.dialect)
        bound = [compiled.bind(values) for values in many]
        _announce(engine, compiled, bound)
        try:
            driver.cursor().executemany(compiled.sql, bound)
        except driver_error(engine) as error:
            raise translated(error, engine, compiled.sql) from error

    def _compile_for(self, dialect: Dialect) -> _Compiled:
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _Compiled(self._statement, dialect)
        return compiled


def _announce(engine: Engine, compiled: _Compiled, bound: Any) -> None:
    """Tell those who listen to what SQLAlchemy executes, as the tests that count queries do."""
    for tell in engine.dispatch.before_cursor_execute:
        tell(None, None, compiled.sql, bound, None, isinstance(bound, list))


@contextmanager
def savepoint() -> Iterator[None]:
    """Whatever fails inside leaves the transaction as it was, and fit to go on."""
    engine, driver = current_driver()
    _execute(engine, driver, "SAVEPOINT prepared")
    try:
        yield
    except Exception:
        # A database that has given up the whole transaction knows the savepoint no longer: what went wrong is
        # what the caller shall hear of.
        with suppress(driver_error(engine)):
            driver.execute("ROLLBACK TO SAVEPOINT prepared")
            driver.execute("RELEASE SAVEPOINT prepared")
        raise
    _execute(engine, driver, "RELEASE SAVEPOINT prepared")


def _execute(engine: Engine, driver: Any, sql: str) -> None:
    try:
        driver.execute(sql)
    except driver_error(engine) as error:
        raise translated(error, engine, sql) from error
