"""The coordinator's list of organisations, and the same by sector."""

from datetime import date, timedelta

import pytest

from lms import clock
from lms.extensions import db
from tests.cast import make_organisation
from tests.pages import XHTML
from tests.reporting.records import complete, enrol, leave, make_people, move
from tests.reporting.tables import as_shown, names, rows_in_csv, rows_on_page

PATH = "/reports/organisations"


@pytest.fixture
def coordinator(browser, cast):
    return browser.sign_in_as(cast.cora)


def row_of(page, name):
    """The figures of an organisation, with a space between them."""
    return next(" ".join(row[2:]) for row in rows_on_page(page) if row[0] == name)


def test_an_organisation_is_counted_state_by_state(coordinator, cast):
    people = make_people(cast.hospital, 5)
    complete(people[0])
    complete(people[1], expires_on=clock.today() + timedelta(days=60))
    complete(people[2], expires_on=clock.today() - timedelta(days=1))
    enrol(people[3])
    # People, in date, %, lapsing, in progress, expired, not started, not confirmed, of these in date.
    assert row_of(coordinator.get(PATH), "Northford Hospital") == "6 2 33 1 1 1 2 0 0"


def test_a_name_is_shown_as_it_is_and_never_as_markup(coordinator, cast):
    make_organisation("<script>alert('a')</script> & \"Sons\"", "Health & <b>housing</b>")
    page = coordinator.get(PATH)
    assert "<script>alert" not in page.html
    assert "<b>" not in page.html
    assert "<script>alert('a')</script> & \"Sons\"" in names(page)


def test_unconfirmed_people_are_counted_in_columns_of_their_own(coordinator, cast):
    complete(cast.una)
    assert row_of(coordinator.get(PATH), "Northford Borough Council") == "2 0 0 0 0 0 2 1 1"


def test_who_moved_is_counted_where_they_are_now(coordinator, cast):
    complete(cast.alice)
    move(cast.alice, cast.hospital)
    page = coordinator.get(PATH)
    assert row_of(page, "Northford Hospital").startswith("2 1 ")
    assert row_of(page, "Northford Borough Council").startswith("1 0 ")


def test_who_left_is_not_counted(coordinator, cast):
    complete(cast.alice)
    leave(cast.alice)
    assert row_of(coordinator.get(PATH), "Northford Borough Council").startswith("1 0 ")


def test_two_completions_of_one_person_count_once(coordinator, cast, moved_clock):
    complete(cast.alice, expires_on=date(2026, 1, 1))
    moved_clock.move(hours=1)
    complete(cast.alice)
    assert row_of(coordinator.get(PATH), "Northford Borough Council").startswith("2 1 50 0 0 0 ")


def test_an_organisation_without_people_has_no_share(coordinator, cast):
    make_organisation("Northford Archive", "Local government")
    assert row_of(coordinator.get(PATH), "Northford Archive").startswith("0 0  0 ")


def test_a_closed_organisation_is_marked(coordinator, cast):
    cast.hospital.is_closed = True
    db.session.commit()
    assert "Northford Hospital (closed)" in names(coordinator.get(PATH))


def test_sectors_add_up_their_organisations(coordinator, cast):
    archive = make_organisation("Northford Archive", "Local government")
    complete(make_people(archive, 3)[0])
    table = next(iter(coordinator.get(PATH).main.iter(f"{XHTML}table")))
    rows = [" ".join("".join(cell.itertext()).strip() for cell in row) for row in table.iter(f"{XHTML}tr")]
    assert [row.split("  ")[-1].strip() for row in rows[1:]] == [
        "Health 1 1 0 0 0",
        "Local government 2 5 1 0 1",
    ]


def test_the_chart_says_the_figures_of_the_table(coordinator, cast):
    complete(cast.alice)
    page = coordinator.get(PATH)
    assert "Health: 0 of 1 (0%); Local government: 1 of 2 (50%)" in page.text


def test_the_whole_is_said_in_a_sentence(coordinator, cast):
    complete(cast.alice)
    text = coordinator.get(PATH).text
    assert "1 of 3 confirmed people (33%) has completed First steps and is in date." in text
    assert "1 person is waiting to be confirmed." in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=hosp", ["Northford Hospital"]),
        ("sector=Health", ["Northford Hospital"]),
        ("sort=-name", ["Northford Hospital", "Northford Borough Council"]),
        ("sort=-people", ["Northford Borough Council", "Northford Hospital"]),
        ("sort=people", ["Northford Hospital", "Northford Borough Council"]),
        ("sort=sector", ["Northford Hospital", "Northford Borough Council"]),
        ("sort=-in-date", ["Northford Borough Council", "Northford Hospital"]),
        ("sort=share", ["Northford Hospital", "Northford Borough Council"]),
        ("sort=-unconfirmed-in-date", ["Northford Borough Council", "Northford Hospital"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(coordinator, cast, query, found):
    complete(cast.alice)
    assert names(coordinator.get(f"{PATH}?{query}")) == found


@pytest.mark.parametrize("query", ["sector=Space", "sort=colour", "course=cooking"])
def test_a_value_that_we_do_not_know_is_left_out_and_said(coordinator, query):
    page = coordinator.get(f"{PATH}?{query}")
    assert "that we know, so it was left out." in page.text
    assert len(names(page)) == 2


def test_a_search_without_a_result_offers_the_way_back(coordinator):
    assert "No organisation matches these filters. Show all." in coordinator.get(f"{PATH}?search=zzz").text


def test_many_organisations_come_in_pages(coordinator):
    for number in range(60):
        make_organisation(f"Body {number:02}", "Health")
    first, second = coordinator.get(PATH), coordinator.get(f"{PATH}?page=2")
    assert (len(names(first)), len(names(second))) == (50, 12)
    assert not set(names(first)) & set(names(second))


@pytest.mark.parametrize("query", ["", "?sort=-share", "?search=hosp", "?sector=Health&sort=lapsing"])
def test_the_csv_is_what_the_screen_shows(coordinator, cast, query):
    complete(cast.alice)
    rows = [[as_shown(cell) for cell in row] for row in rows_in_csv(coordinator, f"{PATH}.csv{query}")]
    assert rows == rows_on_page(coordinator.get(PATH + query))


def test_a_file_with_a_filter_that_we_do_not_know_leads_to_the_page_that_says_so(coordinator):
    assert coordinator.fetch(f"{PATH}.csv?sector=Space").location == f"{PATH}?sector=Space"
