"""A page in the order of people is looked up by people alone, and is the same part of the whole."""

import pytest

from lms.extensions import db
from lms.reporting.completions import OF_THE_PERSON, LearnerRow, by_learner
from lms.reporting.filters import Filters, People
from lms.reporting.learner_pages import get_page
from lms.web.pagination import PER_PAGE
from tests.reporting.records import complete, make_people


@pytest.fixture
def forty(cast):
    """People of the council whose rows, three for each, fill two pages and part of a third."""
    found = make_people(cast.council, 40)
    for person in found[::3]:
        complete(person, course="second-steps")
    return found


def whole(organisation, filters):
    return [LearnerRow(*row) for row in db.session.execute(by_learner(organisation, filters))]


def pages(organisation, filters, total=None):
    numbers = range(1, 5)
    found = {page.number: page for page in (get_page(organisation, filters, n, total) for n in numbers)}
    return [row for page in found.values() for row in page.rows]


@pytest.mark.parametrize("sort", [f"{sign}{key}" for key in sorted(OF_THE_PERSON) for sign in ("", "-")])
def test_the_pages_make_up_the_whole(cast, forty, courses, sort):
    filters = Filters(courses, sort=sort)
    rows = whole(cast.council, filters)
    assert len(rows) > 2 * PER_PAGE
    assert pages(cast.council, filters) == pages(cast.council, filters, len(rows)) == rows


@pytest.mark.parametrize("people", [People.CONFIRMED, People.UNCONFIRMED])
@pytest.mark.parametrize("search", ["", "Learner01"])
def test_they_are_as_many_as_the_filters_leave(cast, forty, courses, people, search):
    filters = Filters(courses, people=people, search=search)
    assert pages(cast.council, filters) == whole(cast.council, filters)
    assert get_page(cast.council, filters, 1, None).total == len(whole(cast.council, filters))
