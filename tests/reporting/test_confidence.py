"""What a course changes is told of the same people at two times, of at least five, and of nobody by name."""

from __future__ import annotations

import pytest

from tests.pages import XHTML, Browser
from tests.reporting.records import complete, move
from tests.reporting.surveyed import answer, ask, make_learners, skip
from tests.reporting.tables import rows_in_csv

PAGE, FILE = "/reports/confidence", "/reports/confidence.csv"
SPOTTING = 1


@pytest.fixture
def coras(app, cast):
    return Browser(app).sign_in_as(cast.cora)


@pytest.fixture
def lenas(app, cast):
    return Browser(app).sign_in_as(cast.lena)


def figures(browser, path=FILE):
    """People, before, afterwards and change, by what is compared, what is measured and the topic."""
    return {tuple(row[:3]): tuple(row[4:]) for row in rows_in_csv(browser, path)[1:]}


CONFIDENCE = ("Before and right after", "Confidence, 0 to 10", "Spotting")
ANSWERS = ("Before and right after", "Right answers in 100", "Whom to call")
LATER = ("Before and 90 days later", "Confidence, 0 to 10", "My limits")
NOTHING = ("Fewer than 5", "", "", "")


def test_the_mean_change_of_the_same_people_is_told(coras, cast):
    ask(cast.council, 3, before=2, now=7)
    ask(cast.council, 2, before=5, now=8)
    assert figures(coras)[CONFIDENCE] == ("5", "3.2", "7.4", "4.2")


def test_the_share_who_were_right_is_told_of_each_question(coras, cast):
    ask(cast.council, 5, before=2, now=7)
    for completion in make_learners(cast.council, 3):
        answer(completion, "before", 5, right=True)
        answer(completion, "after", 5, right=False)
    assert figures(coras)[ANSWERS] == ("8", "38", "62", "24")


def test_whoever_answered_only_once_is_not_compared(coras, cast):
    ask(cast.council, 5, before=2, now=7)
    for completion in make_learners(cast.council, 9):
        answer(completion, "before", 10)
    for completion in make_learners(cast.council, 9):
        answer(completion, "after", 0)
    assert figures(coras)[CONFIDENCE] == ("5", "2", "7", "5")


def test_confidence_that_falls_is_told_as_well(coras, cast):
    ask(cast.council, 5, before=8, now=6)
    assert figures(coras)[CONFIDENCE][-1] == "-2"
    assert "−2.0" in coras.get(PAGE).text


def test_what_was_skipped_is_no_answer(coras, cast):
    ask(cast.council, 4, before=2, now=7)
    for completion in make_learners(cast.council, 4):
        answer(completion, "before", 2)
        skip(completion, "after")
    assert figures(coras)[CONFIDENCE] == NOTHING


def test_fewer_than_five_people_are_not_told_of(coras, cast):
    ask(cast.council, 4, before=2, now=7)
    assert set(figures(coras).values()) == {NOTHING}
    page = coras.get(PAGE)
    assert "4 people completed the course since it began to ask. Fewer than 5" in page.text
    assert not list(page.main.iter(f"{XHTML}table"))


def test_ninety_days_later_is_a_comparison_of_its_own(coras, cast):
    ask(cast.council, 5, before=2, now=9)
    ask(cast.council, 6, before=3, now=6, occasion="later", days=100)
    assert figures(coras)[LATER] == ("6", "3", "6", "3")
    assert figures(coras)[CONFIDENCE] == ("5", "2", "9", "7")


def test_the_response_rate_is_of_all_who_completed_since_the_course_asks(coras, cast):
    make_learners(cast.council, 7, days=300)
    ask(cast.council, 6, before=2, now=7)
    make_learners(cast.council, 4)
    assert "6 of 10 people who completed the course answered both times (60%)" in coras.get(PAGE).text


def test_after_90_days_it_is_of_those_for_whom_it_is_time(coras, cast):
    ask(cast.council, 5, before=2, now=7, occasion="later", days=100)
    make_learners(cast.council, 5)
    assert "5 of 5 people who completed the course at least 90 days ago" in coras.get(PAGE).text


def test_a_person_who_took_the_course_twice_counts_once_with_the_first_time(coras, cast):
    ask(cast.council, 4, before=2, now=7)
    for before in (2, 10):
        completion = complete(cast.alice)
        answer(completion, "before", before)
        answer(completion, "after", 7 if before == 2 else 10)
    assert figures(coras)[CONFIDENCE] == ("5", "2", "7", "5")


def test_a_lead_sees_their_own_organisation_alone(lenas, cast):
    ask(cast.council, 5, before=2, now=7)
    ask(cast.hospital, 5, before=9, now=9)
    assert figures(lenas)[CONFIDENCE] == ("5", "2", "7", "5")
    assert cast.council.name in lenas.get(PAGE).text


def test_a_lead_is_not_told_of_another_organisation(lenas, cast):
    lenas.get(f"{PAGE}?organisation={cast.hospital.uuid}", status=404)
    assert lenas.fetch(f"{FILE}?organisation={cast.hospital.uuid}").status_code == 404


@pytest.mark.parametrize("uuid", ["x", "00000000-0000-4000-8000-000000000000"])
def test_an_organisation_that_is_not_there_is_not_found(coras, uuid):
    coras.get(f"{PAGE}?organisation={uuid}", status=404)


def test_a_coordinator_sees_one_organisation_or_all(coras, cast):
    ask(cast.council, 5, before=2, now=7)
    ask(cast.hospital, 5, before=8, now=9)
    assert figures(coras)[CONFIDENCE] == ("10", "5", "8", "3")
    assert figures(coras, f"{FILE}?organisation={cast.hospital.uuid}")[CONFIDENCE] == (
        "5",
        "8",
        "9",
        "1",
    )


def test_a_completion_stays_with_the_organisation_of_its_day(lenas, cast):
    completions = make_learners(cast.council, 5)
    for completion in completions:
        answer(completion, "before", 2)
        answer(completion, "after", 7)
        move(completion.person, cast.hospital)
    assert figures(lenas)[CONFIDENCE][0] == "5"


def test_the_page_shows_what_the_file_has(coras, cast):
    ask(cast.council, 5, before=2, now=7)
    page = coras.get(PAGE)
    (row,) = [
        " ".join("".join(row.itertext()).split())
        for row in page.main.iter(f"{XHTML}tr")
        if "I would notice a sign" in "".join(row.itertext())
    ]
    assert row == "Spotting I would notice a sign 2.0 7.0 +5.0"
    assert figures(coras)[CONFIDENCE] == ("5", "2", "7", "5")


def test_nobody_is_named(coras, cast):
    ask(cast.council, 6, before=2, now=7)
    assert "Tester" not in coras.get(PAGE).html
    assert "Tester" not in coras.fetch(FILE).get_data(as_text=True)


def test_the_reports_lead_there(coras, lenas, cast):
    assert PAGE in coras.get("/reports/organisations").links
    assert f"{PAGE}?organisation={cast.council.uuid}" in lenas.get("/reports/organisations").links


def test_a_course_that_nobody_has_completed_says_so(coras):
    assert "Nobody has come that far yet" in coras.get(PAGE).text


def test_few_queries_make_the_page(coras, cast, queries):
    ask(cast.council, 8, before=2, now=7)
    queries.clear()
    coras.get(PAGE)
    assert len([query for query in queries if query.startswith(("SELECT", "WITH"))]) <= 7
