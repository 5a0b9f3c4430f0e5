"""The page of one organisation: who is on it, in which state, and what is counted."""

from datetime import date, timedelta

import pytest

from lms import clock
from lms.extensions import db
from lms.learning.models import Evidence
from tests.cast import make_organisation, make_person
from tests.reporting.records import complete, enrol, leave, make_people, move
from tests.reporting.tables import names, rows_on_page

NAME, EMAIL, MEMBERSHIP, SINCE, COURSE, STATE, STARTED, COMPLETED, EXPIRES, RECORDED = range(10)


@pytest.fixture
def lead(browser, cast):
    return browser.sign_in_as(cast.lena)


@pytest.fixture
def path(cast):
    return f"/reports/organisations/{cast.council.uuid}"


def row_of(page, name):
    return next(row for row in rows_on_page(page) if row[NAME] == name)


def test_a_lead_sees_everybody_of_the_organisation_and_nobody_else(lead, path):
    assert names(lead.get(path)) == ["Alice Adeyemi", "Lena Kowalska", "Una Ní Bhriain"]


def test_who_has_done_nothing_has_not_started(lead, path):
    assert row_of(lead.get(path), "Alice Adeyemi")[STATE:] == ["Not started", "", "", "", ""]


def test_a_name_is_shown_as_it_is_and_never_as_markup(lead, path, cast):
    cast.alice.name = "<script>alert('a')</script> & \"Al\""
    db.session.commit()
    page = lead.get(path)
    assert "<script>alert" not in page.html
    assert "<script>alert('a')</script> & \"Al\"" in names(page)


def test_a_name_with_the_mark_that_parts_cells_does_no_harm(lead, path, cast):
    cast.alice.name = "Alice\ufdd0Adeyemi"
    db.session.commit()
    assert row_of(lead.get(path), "AliceAdeyemi")[EMAIL] == "alice@example.org"


def test_an_open_enrolment_is_in_progress(lead, path, cast):
    enrol(cast.alice)
    assert row_of(lead.get(path), "Alice Adeyemi")[STATE:COMPLETED] == ["In progress", "25 Nov 2026"]


def test_a_completion_shows_when_it_was_and_when_it_expires(lead, path, cast):
    complete(cast.alice, expires_on=date(2028, 11, 25))
    assert row_of(lead.get(path), "Alice Adeyemi")[STATE:] == [
        "Completed",
        "",
        "25 Nov 2026",
        "25 Nov 2028",
        "Here",
    ]


@pytest.mark.parametrize(
    ("days_left", "state"),
    [(61, "Completed"), (60, "Lapsing soon"), (0, "Lapsing soon"), (-1, "Expired")],
)
def test_the_day_of_expiry_is_the_last_valid_one(lead, path, cast, days_left, state):
    complete(cast.alice, expires_on=clock.today() + timedelta(days=days_left))
    assert row_of(lead.get(path), "Alice Adeyemi")[STATE] == state


def test_who_renews_in_time_stays_completed(lead, path, cast):
    complete(cast.alice)
    enrol(cast.alice)
    assert row_of(lead.get(path), "Alice Adeyemi")[STATE] == "Completed"


def test_who_begins_again_after_an_expiry_is_in_progress(lead, path, cast):
    complete(cast.alice, expires_on=date(2026, 1, 1))
    enrol(cast.alice)
    assert row_of(lead.get(path), "Alice Adeyemi")[STATE] == "In progress"


def test_the_latest_completion_counts(lead, path, cast, moved_clock):
    complete(cast.alice, expires_on=date(2026, 1, 1))
    moved_clock.move(hours=1)
    complete(cast.alice, expires_on=date(2028, 1, 1))
    assert row_of(lead.get(path), "Alice Adeyemi")[EXPIRES] == "1 Jan 2028"


def test_dates_are_those_of_london(lead, path, cast, moved_clock):
    summer_night = moved_clock.now().replace(month=7, day=1, hour=23, minute=30)
    complete(cast.alice, at=summer_night)
    assert row_of(lead.get(path), "Alice Adeyemi")[COMPLETED] == "2 Jul 2026"


def test_an_attested_completion_is_marked(lead, path, cast):
    complete(cast.alice, evidence=Evidence.FACE_TO_FACE)
    assert row_of(lead.get(path), "Alice Adeyemi")[RECORDED] == "Here, attested"


def test_who_was_trained_elsewhere_is_trained_and_the_place_is_not_told(lead, path, cast):
    newcomer = make_person("Nadia Osei", cast.hospital)
    complete(newcomer)
    move(newcomer, cast.council)
    page = lead.get(path)
    assert row_of(page, "Nadia Osei")[STATE:][:1] + row_of(page, "Nadia Osei")[RECORDED:] == [
        "Completed",
        "Elsewhere",
    ]
    assert cast.hospital.name not in page.html


def test_a_completion_stays_with_the_organisation_of_its_day(browser, cast, path):
    complete(cast.alice)
    move(cast.alice, cast.hospital)
    page = browser.sign_in_as(cast.lena).get(path)
    assert "1 completion by people who belonged to it on that day. 1 person has left since" in page.text
    hospital = browser.sign_in_as(cast.harold).get(f"/reports/organisations/{cast.hospital.uuid}")
    assert "Completions recorded for this organisation None yet." in hospital.text


def test_people_who_left_are_not_among_those_of_today(lead, path, cast):
    complete(cast.alice)
    leave(cast.alice)
    page = lead.get(path)
    assert "Alice Adeyemi" not in names(page)
    assert "0 of 1 confirmed person (0%)" in page.text


def test_people_who_left_are_found_with_what_they_completed_here(lead, path, cast):
    complete(cast.alice)
    leave(cast.alice)
    page = lead.get(f"{path}?people=left")
    assert row_of(page, "Alice Adeyemi")[MEMBERSHIP:STARTED] == [
        "Left",
        "25 Nov 2026",
        "First steps",
        "Completed",
    ]


def test_what_people_do_after_they_left_is_not_shown(lead, path, cast, moved_clock):
    complete(cast.alice, expires_on=date(2026, 6, 1))
    move(cast.alice, cast.hospital)
    moved_clock.move(hours=1)
    complete(cast.alice, expires_on=date(2029, 6, 1))
    enrol(cast.alice)
    assert row_of(lead.get(f"{path}?people=left"), "Alice Adeyemi")[STATE:] == [
        "Expired",
        "",
        "25 Nov 2026",
        "1 Jun 2026",
        "Here",
    ]


def test_who_left_without_completing_is_not_shown(lead, path, cast):
    enrol(cast.alice)
    leave(cast.alice)
    assert "Nobody who has completed First steps has left" in lead.get(f"{path}?people=left").text


def test_who_came_back_has_not_left(lead, path, cast):
    complete(cast.alice)
    move(cast.alice, cast.hospital)
    move(cast.alice, cast.council)
    page = lead.get(path)
    assert row_of(page, "Alice Adeyemi")[RECORDED] == "Here"
    assert "left since" not in page.text


def test_unconfirmed_people_are_counted_apart(lead, path, cast):
    complete(cast.alice)
    complete(cast.una)
    page = lead.get(path)
    assert "1 of 2 confirmed people (50%) has completed First steps" in page.text
    assert "Completed and in date 1 1 " in page.text
    assert row_of(page, "Una Ní Bhriain")[MEMBERSHIP] == "Not confirmed"


def test_the_figures_add_up_to_the_people(lead, path, cast):
    people = make_people(cast.council, 6)
    complete(people[0])
    complete(people[1], expires_on=clock.today() + timedelta(days=3))
    complete(people[2], expires_on=date(2026, 1, 1))
    enrol(people[3])
    assert (
        "Completed and in date 2 0 of these, lapsing within 60 days 1 0 In progress 1 0 Expired 1 0 "
        "Not started 4 1 All 8 1" in lead.get(path).text
    )


def test_an_organisation_without_people_says_so(browser, cast):
    empty = make_organisation("Northford Archive", "Local government")
    page = browser.sign_in_as(cast.cora).get(f"/reports/organisations/{empty.uuid}")
    assert "Nobody belongs to this organisation yet." in page.text


def test_an_organisation_where_nobody_is_confirmed_says_so(browser, cast):
    new = make_organisation("Northford Archive", "Local government")
    make_person("Petra Novak", new, is_confirmed=False)
    page = browser.sign_in_as(cast.cora).get(f"/reports/organisations/{new.uuid}")
    assert "Nobody's membership is confirmed yet." in page.text
    assert names(page) == ["Petra Novak"]
