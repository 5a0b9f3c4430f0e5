"""A catalogue of several courses: a row for each, but a person counts once."""

from datetime import date

import pytest

from lms.extensions import db
from lms.reporting.completions import by_learner
from lms.reporting.counts import count_by_organisation
from lms.reporting.figures import Counts
from lms.reporting.filters import Filters, People, parse_filters
from lms.reporting.learner_pages import get_page
from lms.reporting.states import State
from lms.reporting.summaries import get_recorded, get_summary
from tests.reporting.records import complete, enrol


def states(organisation, filters):
    rows = db.session.execute(by_learner(organisation, filters))
    return [(row.name, row.course, State(row.state).name) for row in rows]


def test_each_person_has_a_row_for_each_course(cast, courses):
    complete(cast.harold)
    enrol(cast.harold, course="second-steps")
    assert states(cast.hospital, Filters(courses)) == [
        ("Harold Mensah", "Aside", "NOT_STARTED"),
        ("Harold Mensah", "First steps", "COMPLETED"),
        ("Harold Mensah", "Second steps", "IN_PROGRESS"),
    ]


def test_a_person_counts_once_by_the_best_state(cast, courses):
    complete(cast.harold, expires_on=date(2026, 1, 1))
    complete(cast.harold, course="second-steps")
    assert get_summary(cast.hospital, courses).confirmed == Counts(completed=1)


def test_the_list_counts_as_the_page_does(cast, courses):
    complete(cast.alice, course="second-steps")
    enrol(cast.una)
    summary = get_summary(cast.council, courses)
    assert count_by_organisation(courses)[cast.council.id] == summary


def test_completions_of_all_chosen_courses_are_recorded(cast, courses):
    complete(cast.harold)
    complete(cast.harold, course="second-steps")
    complete(cast.harold, course="forgotten")
    assert get_recorded(cast.hospital, courses).completions == 2


@pytest.mark.parametrize("people", list(People))
@pytest.mark.parametrize("number", [1, 2])
def test_a_page_is_a_part_of_the_whole(cast, courses, people, number):
    complete(cast.alice)
    whole = db.session.execute(by_learner(cast.council, Filters(courses, people=people))).all()
    page = get_page(cast.council, Filters(courses, people=people), number, None)
    assert (list(page.rows), page.total) == (whole, len(whole))


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ({}, ["first-steps", "second-steps"]),
        ({"course": "qualifying"}, ["first-steps", "second-steps"]),
        ({"course": "all"}, ["first-steps", "second-steps", "aside"]),
        ({"course": "aside"}, ["aside"]),
        ({"course": "gone"}, ["first-steps", "second-steps"]),
    ],
)
def test_the_courses_that_count_are_chosen_unless_others_are_asked_for(courses, asked, keys):
    assert [course.key for course in parse_filters(asked, courses, ["name"]).courses] == keys


def test_without_any_course_there_are_no_rows_and_no_failure(cast):
    assert states(cast.council, Filters([])) == []
    assert get_summary(cast.council, []).confirmed.people == 0
