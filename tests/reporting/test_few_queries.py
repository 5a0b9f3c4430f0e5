"""What a report asks of the database does not grow with what it shows."""

import pytest

from tests.cast import make_organisation, make_person
from tests.reporting.records import complete, enrol, make_people


def count_of(queries, browser, path):
    queries.clear()
    browser.get(path)
    return sum(each.lstrip().startswith(("SELECT", "WITH")) for each in queries)


@pytest.mark.parametrize("query", ["", "?state=completed", "?people=left", "?sort=-expires&page=2"])
def test_more_people_do_not_make_more_queries(browser, cast, queries, query):
    browser.sign_in_as(cast.lena)
    path = f"/reports/organisations/{cast.council.uuid}{query}"
    before = count_of(queries, browser, path)
    for person in make_people(cast.council, 60):
        complete(person)
        enrol(person)
    assert count_of(queries, browser, path) == before <= 8


def test_more_organisations_do_not_make_more_queries(browser, cast, queries):
    browser.sign_in_as(cast.cora)
    before = count_of(queries, browser, "/reports/organisations")
    for number in range(20):
        make_person(f"Member{number:02} Tester", make_organisation(f"Body {number:02}", f"Sector {number}"))
    assert count_of(queries, browser, "/reports/organisations") == before <= 5
