"""Partners in the database: loaded, loaded again, and listed."""

from __future__ import annotations

from sqlalchemy import func, select

from lms.accounts.models import Duty, Organisation, OrganisationDomain
from lms.extensions import db
from lms.partnership.partner_list import HERTFORDSHIRE, Partner, load_partners
from lms.partnership.partners import Loaded, load
from tests.cast import make_organisation


def partner(name="Northford Hospital", **values):
    return Partner(
        **{"name": name, "sector": "Health", "first_responder": "no", "duty_to_notify": "no", **values}
    )


def find(name):
    return db.session.scalars(select(Organisation).where(Organisation.name == name)).one()


def test_every_partner_becomes_an_organisation(app):
    assert load(load_partners(HERTFORDSHIRE)) == Loaded(109, 0, 0)
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == 109


def test_loading_twice_changes_nothing(app):
    load(load_partners(HERTFORDSHIRE))
    assert load(load_partners(HERTFORDSHIRE)) == Loaded(0, 0, 109)


def test_what_changed_in_the_list_changes_in_the_database(app):
    load([partner()])
    assert load([partner(sector="Local government", first_responder="yes")]) == Loaded(0, 1, 0)
    assert find("Northford Hospital").first_responder == Duty.YES


def test_an_organisation_that_is_not_on_the_list_stays(app):
    make_organisation("Added Here", "Health")
    load([partner()])
    assert find("Added Here").is_closed is False


def test_a_closed_partner_stays_as_closed(app):
    load([partner()])
    load([partner(status="closed")])
    assert find("Northford Hospital").is_closed


def test_a_name_in_other_capitals_is_the_same_organisation(app):
    make_organisation("NORTHFORD HOSPITAL", "Health")
    assert load([partner()]).added == 0


def test_domains_are_kept_for_guessing_the_organisation(app):
    load(load_partners(HERTFORDSHIRE))
    domains = dict(
        db.session.execute(select(OrganisationDomain.domain, Organisation.name).join(Organisation)).all()
    )
    assert domains == {
        "eastherts.gov.uk": "East Hertfordshire District Council",
        "hertfordshire.gov.uk": "Hertfordshire County Council",
        "herts.police.uk": "Hertfordshire Constabulary",
        "threerivers.gov.uk": "Three Rivers District Council",
    }


def test_a_domain_given_to_another_organisation_is_not_taken_away(app):
    other = make_organisation("Added Here", "Health", "northford.example")
    load([partner(domains="northford.example")])
    assert [each.domain for each in other.domains] == ["northford.example"]


def test_the_public_list_names_each_open_partner_with_its_duties(browser):
    load([partner(first_responder="part", duty_to_notify="policy"), partner("Gone Trust", status="closed")])
    db.session.commit()
    text = browser.get("/partners").text
    assert "Northford Hospital In part By policy" in text or "Northford HospitalIn partBy policy" in text
    assert "Gone Trust" not in text


def test_the_public_list_says_that_partners_must_still_confirm_it(browser):
    assert "Each partner must still confirm its own line" in browser.get("/partners").text
