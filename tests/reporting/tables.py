"""Reading the three shapes of a report back, so that they can be compared."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any

import openpyxl

from tests.pages import XHTML, Browser, Page

BOM = "\ufeff"


def rows_on_page(page: Page) -> list[list[str]]:
    """The cells of the page's last table, the header row first."""
    table = list(page.main.iter(f"{XHTML}table"))[-1]
    return [
        [_text(cell) for cell in row if cell.tag in {f"{XHTML}th", f"{XHTML}td"}]
        for row in table.iter(f"{XHTML}tr")
    ]


def rows_in_csv(browser: Browser, path: str) -> list[list[str]]:
    response = browser.fetch(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    text = response.get_data().decode("utf-8")
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))


def rows_in_xlsx(browser: Browser, path: str) -> list[list[Any]]:
    """Dates as dates, numbers as numbers, an empty cell as an empty text."""
    response = browser.fetch(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    book = openpyxl.load_workbook(io.BytesIO(response.get_data()))
    return [["" if value is None else value for value in row] for row in book.active.values]


def as_shown(value: Any) -> str:
    """A cell of a file as the page writes it."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return str(value)
    if isinstance(value, datetime):
        value = value.date()
    return f"{value.day} {value:%b %Y}" if isinstance(value, date) else f"{value:,}"


def names(page: Page) -> list[str]:
    """The first column of the page's last table."""
    return [row[0] for row in rows_on_page(page)[1:]]


def _text(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())
