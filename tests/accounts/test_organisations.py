import pytest
from sqlalchemy import select

from lms.accounts.domains import parse_domains
from lms.accounts.models import Organisation
from lms.audit.models import AuditEntry
from lms.errors import InvalidInput
from lms.extensions import db


@pytest.fixture
def cora(browser, cast):
    return browser.sign_in_as(cast.cora)


def found(name):
    db.session.expire_all()
    return db.session.scalar(select(Organisation).where(Organisation.name == name))


def settings(organisation):
    return f"/organisations/{organisation.uuid}/settings"


def test_a_coordinator_sees_all_with_who_waits(cora, cast):
    text = cora.get("/organisations").text
    assert "Northford Borough Council Local government 2 1" in text
    assert "Northford Hospital Health 1 0" in text


@pytest.mark.parametrize("query", ["search=hospital", "search=HOSPITAL.example", "sector=Health"])
def test_the_list_is_narrowed_by_name_domain_and_sector(cora, cast, query):
    text = cora.get(f"/organisations?{query}").text
    assert "Northford Hospital" in text
    assert "Northford Borough Council" not in text


@pytest.mark.parametrize("who", ["alice", "lena"])
def test_nobody_else_finds_these_pages(browser, cast, who):
    browser.sign_in_as(getattr(cast, who))
    for path in ("/organisations", "/organisations/new", settings(cast.council)):
        browser.get(path, status=404)


def test_an_organisation_is_added(cora, cast):
    page = cora.get("/organisations/new")
    cora.send(page, name="Northford Foodbank", sector="Faith", domains="@Foodbank.example\nfood.example")
    added = found("Northford Foodbank")
    assert [each.domain for each in added.domains] == ["food.example", "foodbank.example"]


def test_a_name_that_is_taken_is_refused_in_any_case(cora, cast):
    page = cora.get("/organisations/new")
    page = cora.send(page, name="northford  hospital", sector="Health", status=422)
    assert page.errors == ["There is already an organisation with this name"]
    assert page.values()["sector"] == "Health"


def test_a_domain_that_is_taken_is_refused_with_whose_it_is(cora, cast):
    page = cora.get("/organisations/new")
    page = cora.send(page, name="Another", sector="Health", domains="hospital.example", status=422)
    assert page.errors == ["hospital.example belongs to Northford Hospital"]
    assert found("Another") is None


def test_settings_show_what_is_and_save_what_is_typed(cora, cast):
    page = cora.get(settings(cast.council))
    assert page.values()["domains"].strip() == "northford.example"
    cora.send(page, name="Northford Council", domains="northford.example\nnew.example")
    assert [each.domain for each in found("Northford Council").domains] == [
        "new.example",
        "northford.example",
    ]


def test_saving_unchanged_is_no_error(cora, cast):
    assert "has been saved" in cora.send(cora.get(settings(cast.council))).text


def test_a_refused_change_changes_nothing(cora, cast):
    page = cora.get(settings(cast.council))
    cora.send(page, name="Renamed", domains="hospital.example", status=422)
    assert found("Renamed") is None
    assert [each.domain for each in found("Northford Borough Council").domains] == ["northford.example"]


def test_a_domain_can_be_taken_away(cora, cast):
    cora.send(cora.get(settings(cast.council)), domains="")
    assert found("Northford Borough Council").domains == []


def test_a_closed_organisation_is_marked_and_cannot_be_invited_to(cora, cast):
    cora.send(cora.get(settings(cast.council)), is_closed="y")
    assert "Northford Borough Council Closed" in cora.get("/organisations").text
    page = cora.get(f"/organisations/{cast.council.uuid}/invitations/new")
    cora.send(page, addresses="ben@example.org", status=403)


def test_domains_that_everybody_can_have_are_refused_by_line():
    with pytest.raises(InvalidInput, match="Line 2: gmail"):
        parse_domains("northford.example\nGmail.com")


@pytest.mark.parametrize("typed", ["not a domain", "nodots", "a..b", "x@y.example"])
def test_what_is_no_domain_is_refused_by_line(typed):
    with pytest.raises(InvalidInput, match="Line 1: "):
        parse_domains(typed)


def test_adding_and_changing_are_in_the_audit(cora, cast):
    cora.send(cora.get("/organisations/new"), name="Another", sector="Health")
    cora.send(cora.get(settings(cast.council)))
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["organisations.added", "organisations.changed"]
