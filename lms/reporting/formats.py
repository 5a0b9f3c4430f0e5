"""Tables as CSV and XLSX. Pure: knows columns and rows, neither the web nor the database.

Both take one row after the other and write to a file that the caller opens, so that a long report is never
held as rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import IO, Any

import xlsxwriter

Value = str | int | float | date | None

NEEDS_QUOTES = re.compile('[",\r\n]').search
# A spreadsheet takes a cell that begins like this for a formula, and runs what a stranger typed as a name.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
STARTS_A_FORMULA = re.compile(f"\n[{re.escape(''.join(FORMULA_STARTS))}]").search

ROWS_AT_ONCE = 500

# In Excel's units: the width of a digit.
WIDTH = 16
WIDE = 32


@dataclass(frozen=True)
class Column:
    """`key` names it in addresses, `heading` on screen and in files; `value` takes it from a row.

    What `value` takes may be a number that stands for `words`.
    """

    key: str
    heading: str
    value: Callable[[Any], Any]
    words: Mapping[Any, Value] | None = None
    is_wide: bool = False
    # Whether other rows have the same value, so that how it is written is worth remembering. What does not
    # repeat is text.
    repeats: bool = True

    def of(self, row: Any) -> Value:
        """The cell of a row."""
        value: Value = self.value(row)
        return self.words[value] if self.words else value

    def of_each(self, rows: Iterable[Any]) -> Iterator[Any]:
        values = map(self.value, rows)
        return map(self.words.__getitem__, values) if self.words else values


def write_csv(target: IO[bytes], columns: Sequence[Column], rows: Iterable[Any]) -> None:
    """Write UTF-8 with a byte-order mark, without which Excel garbles names."""
    lines = [",".join([_csv_cell(column.heading) for column in columns])]
    cells = _CsvCells()
    rest = iter(rows)
    while part := list(islice(rest, ROWS_AT_ONCE)):
        # Column by column: loops that Python does not walk through by itself take half the time.
        in_columns = [
            map(cells.__getitem__, column.of_each(part))
            if column.repeats
            else _csv_texts(list(column.of_each(part)))
            for column in columns
        ]
        lines += map(",".join, zip(*in_columns, strict=True))
    lines.append("")
    target.write("\r\n".join(lines).encode("utf-8-sig"))


def write_xlsx(target: IO[bytes], columns: Sequence[Column], rows: Iterable[Any]) -> None:
    """Write one sheet with a frozen header; dates are dates, and text is never a formula."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("Report")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "d mmm yyyy"})
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, WIDE if column.is_wide else WIDTH)
            sheet.write_string(0, number, column.heading, bold)
        for line, row in enumerate(rows, start=1):
            for number, column in enumerate(columns):
                _write_cell(sheet, line, number, column.of(row), day)


def disarm(text: str) -> str:
    """An apostrophe makes a spreadsheet show the text as it is."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _csv_texts(texts: list[Any]) -> Iterable[str]:
    """Looked at all together, which takes a tenth: few names have anything that needs quotes."""
    lines = "\n" + "\n".join(texts)
    has_breaks = lines.count("\n") > len(texts) or "\r" in lines
    if has_breaks or '"' in lines or "," in lines or STARTS_A_FORMULA(lines):
        return map(_csv_cell, texts)
    return texts


class _CsvCells(dict[Value, str]):
    """Each value as it is written. Days and words come again on row after row, and are made out once."""

    def __missing__(self, value: Value) -> str:
        # Most of what is different are days.
        self[value] = cell = value.isoformat() if isinstance(value, date) else _csv_cell(value)
        return cell


def _csv_cell(value: Value) -> str:
    """As RFC 4180 has it. The library's writer looks at each cell of each row for what has to be quoted."""
    if isinstance(value, str):
        return _quote(disarm(value))
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        # Python takes 5 and 5.0 for one key, so they are written in one way.
        value = int(value)
    return str(value)


def _quote(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if NEEDS_QUOTES(text) else text


def _write_cell(sheet: Any, row: int, column: int, value: Value, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, value)
