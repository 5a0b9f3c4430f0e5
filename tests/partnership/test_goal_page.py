"""The goal as the public sees it, as a page and as data."""

from __future__ import annotations

from datetime import UTC, datetime

from lms.learning.models import Evidence
from tests.cast import make_organisation
from tests.pages import XHTML
from tests.partnership.people import complete, make_learner, train


def fetch(browser):
    return browser.fetch("/goal.json").get_json()


def rows(page):
    """The cells of every table row, headings left out."""
    found = []
    for row in page.tree.iter(f"{XHTML}tr"):
        cells = ["".join(cell.itertext()).strip() for cell in row]
        if row.find(f"{XHTML}td") is not None:
            found.append(cells)
    return found


def shown(count):
    return "Not shown" if count is None else f"{count:,}"


def people_of_three_sectors():
    train(make_organisation("Northford Borough Council", "Local government"), 7)
    train(make_organisation("Southford Borough Council", "Local government"), 2)
    train(make_organisation("Eastford Borough Council", "Local government"), 1)
    train(make_organisation("Northford Hospital", "Health"), 6)
    train(make_organisation("Northford Hostel", "Housing and homelessness"), 3)
    train(None, 5, datetime(2026, 10, 20, tzinfo=UTC))


def test_the_page_tells_how_many_of_how_many(browser):
    people_of_three_sectors()
    assert "24 of 2,000 professionals (1%)" in browser.get("/goal").text


def test_the_data_name_the_goal_its_window_and_the_moment(browser):
    data = fetch(browser)
    assert (data["goal"], data["professionals"], data["as_of"]) == (2000, 0, "2026-11-25T10:00:00+00:00")
    assert data["window"] == {"starts_on": "2025-04-01", "ends_on": "2027-03-31"}


def test_page_and_data_have_the_same_numbers_by_sector(browser):
    people_of_three_sectors()
    expected = [[each["sector"], shown(each["professionals"])] for each in fetch(browser)["sectors"]]
    found = rows(browser.get("/goal"))
    assert expected
    assert all(row in found for row in expected)


def test_page_and_data_have_the_same_numbers_by_month(browser):
    people_of_three_sectors()
    expected = [[shown(month["added"]), shown(month["total"])] for month in fetch(browser)["months"]]
    assert [row[1:] for row in rows(browser.get("/goal")) if len(row) == 3] == expected


def test_page_and_data_show_the_same_organisations(browser):
    people_of_three_sectors()
    organisations = [each for sector in fetch(browser)["sectors"] for each in sector["organisations"]]
    expected = {each["name"]: each["professionals"] for each in organisations if each["professionals"]}
    found = {
        row[0]: row[1] for row in rows(browser.get("/goal")) if row[0] in {e["name"] for e in organisations}
    }
    assert found == {name: shown(count) for name, count in expected.items()}


def test_page_and_data_have_the_same_numbers_by_evidence(browser):
    people_of_three_sectors()
    for _ in range(6):
        complete(make_learner(), evidence=Evidence.FACE_TO_FACE)
    data = fetch(browser)
    found = dict(row for row in rows(browser.get("/goal")) if len(row) == 2)
    assert (data["recorded_here"], data["attested"]) == (24, 6)
    assert found["Recorded here: they completed the course on this site"] == "24"


def test_a_sector_with_fewer_than_five_is_withheld_with_another_one(browser):
    people_of_three_sectors()
    sectors = {each["sector"]: each["professionals"] for each in fetch(browser)["sectors"]}
    assert sectors == {"Health": 6, "Housing and homelessness": None, "Local government": 10}


def test_who_gave_no_organisation_is_a_part_of_the_total_like_any_other(browser):
    people_of_three_sectors()
    # Five is enough to be shown, but it is the next smallest beside the three of the hostel.
    assert fetch(browser)["no_organisation_given"] is None


def test_no_number_below_five_is_in_the_data_but_nobody(browser):
    people_of_three_sectors()
    data = fetch(browser)
    counts = [each["professionals"] for sector in data["sectors"] for each in sector["organisations"]]
    counts += [month["added"] for month in data["months"]]
    assert all(count is None or count == 0 or count >= 5 for count in counts)


def test_a_small_number_of_attested_hides_how_many_were_recorded_here(browser):
    people_of_three_sectors()
    complete(make_learner(), evidence=Evidence.FACE_TO_FACE)
    data = fetch(browser)
    assert (data["professionals"], data["recorded_here"], data["attested"]) == (25, None, None)


def test_a_completion_moves_the_count_at_once(browser):
    before = fetch(browser)["professionals"]
    complete(make_learner())
    assert fetch(browser)["professionals"] == before + 1


def test_the_chart_has_its_table_beside_it(browser):
    people_of_three_sectors()
    page = browser.get("/goal")
    assert page.html.count("<svg") >= 2
    assert "Professionals by month" in page.text


def test_training_before_this_platform_is_told_and_not_counted(browser):
    page = browser.get("/goal")
    assert "Nearly 2,000 professionals trained face to face, April 2017 to March 2019." in page.text
    assert "0 of 2,000 professionals (0%)" in page.text
