import pytest

from lms.accounts.models import Role
from lms.accounts.people import add_person, sign_in_link
from lms.errors import InvalidInput, NotFound
from lms.extensions import db
from tests.accounts.steps import is_signed_in


def test_the_operator_adds_a_coordinator(app):
    person = add_person("Cora@Example.org", "Cora Lindqvist", None, "coordinator")
    assert (person.email, person.is_coordinator, person.membership) == ("cora@example.org", True, None)


def test_the_operator_adds_a_confirmed_lead(cast):
    person = add_person("lea@example.org", "Lea Lead", "northford borough council", "training_lead")
    assert (person.membership.role, person.membership.is_confirmed) == (Role.TRAINING_LEAD, True)


def test_the_operator_adds_a_confirmed_learner(cast):
    person = add_person("lou@example.org", "Lou Learner", "Northford Hospital", "learner")
    assert (person.membership.role, person.membership.is_confirmed) == (Role.LEARNER, True)


@pytest.mark.parametrize(
    ("email", "name", "organisation", "role", "message"),
    [
        ("no address", "Lou", None, "learner", "e-mail address"),
        ("lou@example.org", " ", None, "learner", "full name"),
        ("lou@example.org", "Lou", None, "boss", "no role 'boss'"),
        ("lou@example.org", "Lou", None, "training_lead", "needs an organisation"),
        ("alice@example.org", "Alice", None, "learner", "already a person"),
    ],
)
def test_a_wrong_value_is_named(cast, email, name, organisation, role, message):
    with pytest.raises(InvalidInput, match=message):
        add_person(email, name, organisation, role)


def test_an_unknown_organisation_is_answered_with_the_closest(cast):
    with pytest.raises(NotFound, match="Did you mean: Northford Hospital"):
        add_person("lou@example.org", "Lou", "Northford Hospitals", "learner")


def test_a_printed_link_signs_in_once(browser, cast, another_browser):
    link = sign_in_link("Alice@example.org", "http://localhost/")
    db.session.commit()
    path = link.removeprefix("http://localhost")
    browser.send(browser.get(path))
    another_browser().get(path, status=410)
    assert is_signed_in(browser)


def test_there_is_no_link_for_an_unknown_address(app):
    with pytest.raises(NotFound, match="There is nobody with"):
        sign_in_link("nobody@example.org", "http://localhost")
