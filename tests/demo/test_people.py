"""Who the fictional people are, and where they work."""

from __future__ import annotations

from collections import Counter

import pytest

from lms.accounts.addresses import parse_email
from lms.accounts.models import Invitation, Membership, Organisation, Person, Role
from lms.accounts.organisations import guess_organisation
from lms.accounts.people import parse_name
from lms.certificates.glyphs import find_missing_scripts
from lms.demo.fill import Summary
from lms.demo.names import load_origins, make_domain
from tests.demo.conftest import PROFESSIONALS, rows_of


def test_there_are_as_many_as_were_asked_for(filled: Summary):
    assert len(rows_of(Person)) == filled.professionals == PROFESSIONALS


def test_every_address_is_in_the_reserved_domain(filled: Summary):
    assert all(row["email"].endswith(".example") for row in rows_of(Person))


def test_every_address_and_name_is_one_that_a_form_would_have_taken(filled: Summary):
    people = rows_of(Person)
    assert [(row["email"], row["name"]) for row in people] == [
        (parse_email(row["email"]), parse_name(row["name"])) for row in people
    ]


def test_nobody_has_two_current_memberships(filled: Summary):
    current = Counter(row["person_id"] for row in rows_of(Membership) if row["ended_at"] is None)
    assert set(current.values()) == {1}


def test_some_people_have_moved_to_another_organisation(filled: Summary):
    places = Counter(row["person_id"] for row in rows_of(Membership))
    assert 2 in places.values()


def test_some_memberships_wait_to_be_confirmed(filled: Summary):
    assert any(row["confirmed_at"] is None and row["ended_at"] is None for row in rows_of(Membership))


def test_some_invitations_wait_for_people_who_have_not_signed_up(filled: Summary):
    invited = {row["email"] for row in rows_of(Invitation) if row["accepted_at"] is None}
    assert invited
    assert invited.isdisjoint(row["email"] for row in rows_of(Person))


def test_an_invitation_was_sent_by_a_lead_of_its_organisation(filled: Summary):
    leads = {
        (row["person_id"], row["organisation_id"])
        for row in rows_of(Membership)
        if row["role"] == Role.TRAINING_LEAD
    }
    assert {(row["invited_by_id"], row["organisation_id"]) for row in rows_of(Invitation)} <= leads


def test_a_closed_organisation_has_nobody(filled: Summary):
    closed = {row["id"] for row in rows_of(Organisation) if row["is_closed"]}
    assert closed
    assert closed.isdisjoint(row["organisation_id"] for row in rows_of(Membership))


def test_organisations_differ_in_size_and_some_have_nobody(filled: Summary):
    sizes = Counter(row["organisation_id"] for row in rows_of(Membership))
    assert max(sizes.values()) > 10
    assert len(sizes) < len(rows_of(Organisation))


def test_every_training_lead_is_confirmed(filled: Summary):
    leads = [row for row in rows_of(Membership) if row["role"] == Role.TRAINING_LEAD]
    assert leads
    assert all(row["confirmed_at"] for row in leads)


def test_the_lead_that_the_summary_names_is_a_lead(filled: Summary):
    (person,) = [row["id"] for row in rows_of(Person) if row["email"] == filled.lead]
    assert [row["role"] for row in rows_of(Membership) if row["person_id"] == person] == [Role.TRAINING_LEAD]


def test_the_summary_says_how_to_sign_in(filled: Summary):
    assert f"lms sign-in-link {filled.lead}" in filled.render()
    assert f"lms sign-in-link {filled.learner}" in filled.render()


def test_a_fictional_address_tells_the_organisation(filled: Summary):
    guessed = guess_organisation("somebody@hertfordshire-constabulary.example")
    assert guessed is not None
    assert guessed.name == "Hertfordshire Constabulary"


@pytest.mark.parametrize("script", ["Ŵ", "ł", "ễ", "ș", "Ö", "О", "Γ", "م"])
def test_names_are_as_mixed_as_the_population(script: str):
    assert any(script in name for origin in load_origins() for name in (*origin.first, *origin.last))


def test_every_name_can_be_printed_with_the_fonts_that_we_ship():
    letters = "".join(name for origin in load_origins() for name in (*origin.first, *origin.last))
    assert find_missing_scripts(letters) == ()


def test_two_organisations_never_share_a_domain():
    taken: set[str] = set()
    assert make_domain("Refuge", taken) == "refuge.example"
    assert make_domain("Refuge (Herts)", taken) == "refuge-2.example"


def test_a_long_name_makes_a_domain_that_is_allowed():
    label = make_domain("A very " + "long " * 30 + "name", set()).removesuffix(".example")
    assert len(label) <= 63
