"""Who may see which report. What is not theirs does not exist."""

import pytest

from lms.accounts.models import Role
from tests.cast import make_person
from tests.reporting.tables import names

ONE = ["", ".csv", ".xlsx"]


@pytest.fixture
def council(cast):
    return f"/reports/organisations/{cast.council.uuid}"


@pytest.mark.parametrize("who", ["lena", "cora"])
@pytest.mark.parametrize("extension", ONE)
def test_the_lead_and_the_coordinator_see_an_organisation(browser, cast, council, who, extension):
    assert browser.sign_in_as(getattr(cast, who)).fetch(council + extension).status_code == 200


@pytest.mark.parametrize("who", ["harold", "alice", "una"])
@pytest.mark.parametrize("extension", ONE)
def test_for_everybody_else_there_is_no_such_organisation(browser, cast, council, who, extension):
    assert browser.sign_in_as(getattr(cast, who)).fetch(council + extension).status_code == 404


@pytest.mark.parametrize("extension", ONE)
def test_a_lead_who_is_not_confirmed_sees_nothing(browser, cast, council, extension):
    pretender = make_person("Paul Pretender", cast.council, Role.TRAINING_LEAD, is_confirmed=False)
    assert browser.sign_in_as(pretender).fetch(council + extension).status_code == 404


@pytest.mark.parametrize("path", ["00000000-0000-4000-8000-000000000000", "1", "x.csv"])
def test_an_unknown_organisation_is_not_found(browser, cast, path):
    browser.sign_in_as(cast.cora).get(f"/reports/organisations/{path}", 404)


def test_the_coordinator_sees_all_organisations(browser, cast):
    page = browser.sign_in_as(cast.cora).get("/reports/organisations")
    assert names(page) == ["Northford Borough Council", "Northford Hospital"]


def test_a_lead_is_led_to_the_own_organisation(browser, cast, council):
    response = browser.sign_in_as(cast.lena).fetch("/reports/organisations")
    assert (response.status_code, response.location) == (303, council)


def test_a_learner_finds_no_reports(browser, cast):
    browser.sign_in_as(cast.alice).get("/reports/organisations", 404)


@pytest.mark.parametrize("who", ["alice", "lena"])
def test_the_list_as_a_file_is_for_coordinators(browser, cast, who):
    assert browser.sign_in_as(getattr(cast, who)).fetch("/reports/organisations.csv").status_code == 404


@pytest.mark.parametrize("path", ["/reports/organisations", "/reports/organisations.csv"])
def test_who_is_not_signed_in_is_asked_to(browser, path):
    assert browser.fetch(path).location.startswith("/sign-in?next=")
