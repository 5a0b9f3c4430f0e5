"""Narrowing, sorting and paging the report of one organisation."""

from datetime import date, timedelta

import pytest

from lms import clock
from tests.cast import make_person
from tests.reporting.records import complete, enrol, make_people
from tests.reporting.tables import names, rows_on_page


@pytest.fixture
def lead(browser, cast):
    return browser.sign_in_as(cast.lena)


@pytest.fixture
def path(cast):
    return f"/reports/organisations/{cast.council.uuid}"


@pytest.fixture
def mixed(cast):
    """One person in each state but "not started", whom the cast has."""
    done, lapsing, expired, started = (
        make_person(name, cast.council) for name in ("Dora D", "Liam L", "Elif E", "Sam S")
    )
    complete(done)
    complete(lapsing, expires_on=clock.today() + timedelta(days=10))
    complete(expired, expires_on=date(2026, 1, 1))
    enrol(started)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("completed", ["Dora D", "Liam L"]),
        ("lapsing", ["Liam L"]),
        ("in-progress", ["Sam S"]),
        ("expired", ["Elif E"]),
        ("not-started", ["Alice Adeyemi", "Lena Kowalska", "Una Ní Bhriain"]),
    ],
)
def test_a_state_is_filtered(lead, path, mixed, state, found):
    assert names(lead.get(f"{path}?state={state}")) == found


@pytest.mark.parametrize(
    ("people", "found"),
    [
        ("now", ["Alice Adeyemi", "Lena Kowalska", "Una Ní Bhriain"]),
        ("confirmed", ["Alice Adeyemi", "Lena Kowalska"]),
        ("unconfirmed", ["Una Ní Bhriain"]),
    ],
)
def test_confirmed_and_unconfirmed_people_are_filtered(lead, path, people, found):
    assert names(lead.get(f"{path}?people={people}")) == found


@pytest.mark.parametrize("search", ["adeyemi", "ALICE", "alice@example", " Alice   Adeyemi ", "ce Ad"])
def test_people_are_found_by_name_and_by_address(lead, path, search):
    assert names(lead.get(f"{path}?search={search}")) == ["Alice Adeyemi"]


@pytest.mark.parametrize("search", ["Łukasz", "łukasz", "ŁUKASZ"])
def test_names_beyond_ascii_are_found_in_any_case(lead, path, cast, search):
    make_person("Łukasz Wójcik", cast.council)
    assert names(lead.get(f"{path}?search={search}")) == ["Łukasz Wójcik"]


@pytest.mark.parametrize("search", ["%", "_", "\\", "'", '"', "a%z"])
def test_signs_of_a_pattern_are_ordinary_letters(lead, path, search):
    assert "Nobody matches these filters" in lead.get(path + "?search=" + search.replace("%", "%25")).text


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("name", "Alice Adeyemi"),
        ("-name", "Una Ní Bhriain"),
        ("email", "Alice Adeyemi"),
        ("-email", "Una Ní Bhriain"),
        ("membership", "Alice Adeyemi"),
        ("-membership", "Una Ní Bhriain"),
        ("since", "Alice Adeyemi"),
        ("course", "Alice Adeyemi"),
        ("state", "Dora D"),
        ("-state", "Alice Adeyemi"),
        ("started", "Sam S"),
        ("completed", "Dora D"),
        ("-completed", "Dora D"),
        ("expires", "Elif E"),
        ("-expires", "Dora D"),
        ("recorded", "Dora D"),
    ],
)
def test_every_column_sorts_and_empty_cells_come_last(lead, path, mixed, sort, first):
    assert names(lead.get(f"{path}?sort={sort}"))[0] == first


@pytest.mark.parametrize(
    "query",
    [
        "sort=salary",
        "sort=--name",
        "state=asleep",
        "people=everyone",
        "course=cooking",
        "state=%07",
        "sort=%F0%9F%98%80",
    ],
)
def test_a_value_that_we_do_not_know_is_left_out_and_said(lead, path, query):
    page = lead.get(f"{path}?{query}")
    assert "that we know, so it was left out." in page.text
    assert len(names(page)) == 3


@pytest.mark.parametrize("query", ["page=-1", "page=99", "page=x", "search=", "uuid=1", "search=%07"])
def test_what_can_only_mean_one_thing_is_taken_so(lead, path, query):
    assert len(names(lead.get(f"{path}?{query}"))) == 3


def test_a_search_for_what_no_name_can_hold_finds_nobody(lead, path):
    assert "Nobody matches" in lead.get(f"{path}?search=%ED%A0%80{'x' * 500}").text


def test_long_lists_come_in_pages_that_neither_repeat_nor_leave_out(lead, path, cast):
    make_people(cast.council, 110)
    pages = [names(lead.get(f"{path}?sort=-state&page={number}")) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 13]
    assert len({name for page in pages for name in page}) == 113


def test_links_of_pages_and_headings_keep_the_filters(lead, path, cast):
    make_people(cast.council, 60)
    links = lead.get(f"{path}?state=not-started&sort=-name").links
    assert f"{path}?state=not-started&sort=-name&page=2" in links
    assert f"{path}?state=not-started&sort=email" in links


def test_the_sorted_column_is_named_to_screen_readers(lead, path):
    assert 'aria-sort="descending"><a' in lead.get(f"{path}?sort=-email").html


def test_a_page_beyond_the_filtered_rows_is_the_last_one(lead, path, cast):
    make_people(cast.council, 60)
    assert len(rows_on_page(lead.get(f"{path}?page=40"))) == 1 + 13
