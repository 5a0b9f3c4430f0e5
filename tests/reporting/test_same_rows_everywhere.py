"""The page, the CSV and the XLSX are the same rows with the same words."""

from datetime import date, timedelta

import pytest

from lms import clock
from lms.learning.models import Evidence
from tests.cast import make_person
from tests.reporting.records import complete, enrol, leave, make_people, move
from tests.reporting.tables import as_shown, rows_in_csv, rows_in_xlsx, rows_on_page

QUERIES = [
    "",
    "?sort=-name",
    "?sort=expires",
    "?sort=-state",
    "?sort=recorded",
    "?state=completed",
    "?people=unconfirmed",
    "?people=left",
    "?search=tester",
    "?state=in-progress&sort=-started",
]


@pytest.fixture
def path(cast):
    """A council with people in every state."""
    people = make_people(cast.council, 8)
    complete(people[0])
    complete(people[1], expires_on=clock.today() + timedelta(days=3))
    complete(people[2], expires_on=date(2026, 1, 1))
    complete(people[3], evidence=Evidence.EXTERNAL)
    enrol(people[4])
    complete(people[5])
    leave(people[5])
    moved = make_person("Siân Ŵyn", cast.hospital)
    complete(moved)
    move(moved, cast.council)
    make_person("محمد الأمين", cast.council)
    make_person("Łukasz Żółć", cast.council)
    return f"/reports/organisations/{cast.council.uuid}"


@pytest.mark.parametrize("query", QUERIES)
def test_the_csv_is_what_the_screen_shows(browser, cast, path, query):
    browser.sign_in_as(cast.lena)
    rows = rows_in_csv(browser, f"{path}.csv{query}")
    assert [[as_shown(cell) for cell in row] for row in rows] == rows_on_page(browser.get(path + query))


@pytest.mark.parametrize("query", QUERIES)
def test_the_xlsx_is_what_the_screen_shows(browser, cast, path, query):
    browser.sign_in_as(cast.lena)
    rows = rows_in_xlsx(browser, f"{path}.xlsx{query}")
    assert [[as_shown(cell) for cell in row] for row in rows] == rows_on_page(browser.get(path + query))


@pytest.mark.parametrize("name", ["Siân Ŵyn", "محمد الأمين", "Łukasz Żółć"])
def test_names_arrive_whole(browser, cast, path, name):
    browser.sign_in_as(cast.lena)
    assert name in [row[0] for row in rows_in_csv(browser, f"{path}.csv")]
    assert name in [row[0] for row in rows_in_xlsx(browser, f"{path}.xlsx")]


def test_the_page_offers_the_files_with_its_filters(browser, cast, path):
    links = browser.sign_in_as(cast.lena).get(f"{path}?state=completed&sort=-name&page=1").links
    assert f"{path}.csv?state=completed&sort=-name" in links
    assert f"{path}.xlsx?state=completed&sort=-name" in links


def test_a_name_that_is_a_formula_is_disarmed(browser, cast, path):
    person = make_person("=cmd|' /C calc'!A0", cast.council)
    browser.sign_in_as(cast.lena)
    assert ["'" + person.name] == [row[0] for row in rows_in_csv(browser, f"{path}.csv?search=calc")[1:]]
    assert [person.name] == [row[0] for row in rows_in_xlsx(browser, f"{path}.xlsx?search=calc")[1:]]


def test_a_file_holds_all_pages(browser, cast):
    make_people(cast.council, 120)
    browser.sign_in_as(cast.lena)
    assert len(rows_in_csv(browser, f"/reports/organisations/{cast.council.uuid}.csv?page=2")) == 124


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_file_is_named_after_organisation_and_day(browser, cast, path, extension):
    response = browser.sign_in_as(cast.lena).fetch(f"{path}.{extension}")
    name = f"completions-northford-borough-council-2026-11-25.{extension}"
    assert response.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_file_with_a_filter_that_we_do_not_know_leads_to_the_page_that_says_so(
    browser, cast, path, extension
):
    response = browser.sign_in_as(cast.lena).fetch(f"{path}.{extension}?state=asleep&uuid=1")
    assert (response.status_code, response.location) == (303, f"{path}?state=asleep&uuid=1")


def test_an_export_is_logged_without_names(browser, cast, path, caplog):
    caplog.set_level("INFO", logger="lms.reporting")
    browser.sign_in_as(cast.lena).fetch(f"{path}.csv?search=alice").get_data()
    assert caplog.messages == [f"Report on {cast.council.uuid} exported as csv by {cast.lena.uuid}"]
