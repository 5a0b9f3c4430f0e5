"""CSV and XLSX by themselves: what they make of hostile and of foreign text."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.reporting.formats import Column, disarm, write_csv, write_xlsx

COLUMNS = (
    Column("name", "Name", lambda row: row[0]),
    Column("day", "Day", lambda row: row[1]),
    Column("count", "Count", lambda row: row[2]),
)
# Those that no other row has are looked at together.
OWN = (Column("name", "Name", lambda row: row[0], repeats=False), *COLUMNS[1:])
NAMES = ["Siân Ŵyn", "Łukasz Żółć", "Ștefan", "Nguyễn Thị", "Олена", "Γιώργος", "محمد", "Özgür"]


def csv_of(*rows, columns=COLUMNS):
    target = io.BytesIO()
    write_csv(target, columns, rows)
    return target.getvalue()


def sheet_of(*rows):
    target = io.BytesIO()
    write_xlsx(target, COLUMNS, rows)
    return openpyxl.load_workbook(io.BytesIO(target.getvalue())).active


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_a_spreadsheet_would_run_is_disarmed(start):
    assert disarm(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


@pytest.mark.parametrize("text", ["Anne-Marie", "a=b", "O'Neil", "", "1+1", " x"])
def test_harmless_text_is_left_alone(text):
    assert disarm(text) == text


@given(st.text())
def test_no_text_begins_a_formula(text):
    assert not disarm(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_csv_is_utf_8_with_a_mark_and_lines_that_excel_knows():
    assert csv_of(("Siân", date(2026, 11, 25), 3)) == "\ufeffName,Day,Count\r\nSiân,2026-11-25,3\r\n".encode()


def test_commas_quotes_and_line_breaks_stay_inside_their_cell():
    assert csv_of(('a,"b"\nc', None, 0)).decode("utf-8-sig").splitlines()[1:] == ['"a,""b""', 'c",,0']


@pytest.mark.parametrize("columns", [COLUMNS, OWN])
@given(texts=st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
def test_the_library_reads_from_csv_what_was_written(columns, texts):
    written = csv_of(*[(text, None, 1) for text in texts], columns=columns).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read == [["Name", "Day", "Count"], *[[disarm(text), "", "1"] for text in texts]]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t1", "\r1", "\n1", "a,b", 'a"b', "a\nb", "a\rb"])
def test_one_text_among_plain_ones_is_written_with_care(text):
    written = csv_of(("Ann", None, 1), (text, None, 1), ("Bob", None, 1), columns=OWN).decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(written, newline=""))][1:] == [
        "Ann",
        disarm(text),
        "Bob",
    ]


def test_a_number_that_stands_for_words_is_written_as_these():
    columns = (Column("state", "State", lambda row: row[0], {1: "Completed", None: None}),)
    assert csv_of((1,), (None,), columns=columns).decode("utf-8-sig") == "State\r\nCompleted\r\n\r\n"


def test_a_negative_number_is_a_number_and_not_disarmed():
    assert csv_of(("x", None, -3)).endswith(b"x,,-3\r\n")


@pytest.mark.parametrize("name", NAMES)
def test_names_are_whole_in_csv(name):
    assert name in csv_of((name, None, None)).decode("utf-8-sig")


@pytest.mark.parametrize("name", NAMES)
def test_names_are_whole_in_xlsx(name):
    assert sheet_of((name, None, None))["A2"].value == name


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.org", "007"])
def test_text_in_xlsx_is_text(text):
    cell = sheet_of((text, None, None))["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_dates_and_numbers_in_xlsx_are_not_text():
    sheet = sheet_of(("x", date(2026, 11, 25), 3))
    assert (sheet["B2"].value.date(), sheet["B2"].is_date, sheet["C2"].value) == (date(2026, 11, 25), True, 3)


def test_the_header_of_a_sheet_stays_in_sight():
    assert sheet_of().freeze_panes == "A2"
