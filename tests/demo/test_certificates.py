"""The certificates of fictional people, in every state."""

from __future__ import annotations

from sqlalchemy import select

from lms import clock
from lms.certificates.codes import parse_code
from lms.certificates.models import Certificate
from lms.certificates.verification import State, state
from lms.demo.fill import Summary
from lms.extensions import db
from lms.learning.models import Completion
from tests.demo.conftest import rows_of


def test_every_code_is_one_that_can_be_typed(filled: Summary):
    codes = [row["code"] for row in rows_of(Certificate)]
    assert codes == [parse_code(code.lower()) for code in codes]


def test_the_address_of_a_certificate_is_ours(filled: Summary):
    assert all(row["verify_url"] == f"http://localhost/verify/{row['code']}" for row in rows_of(Certificate))


def test_a_certificate_repeats_its_completion(filled: Summary):
    for certificate in db.session.scalars(select(Certificate)):
        completion = certificate.completion
        assert completion.organisation is not None
        assert (certificate.person_id, certificate.expires_on, certificate.organisation_name) == (
            completion.person_id,
            completion.expires_on,
            completion.organisation.name,
        )
        assert completion.completed_at < certificate.issued_at <= clock.now()


def test_there_are_certificates_in_every_state(filled: Summary):
    found = {state(each, clock.today()) for each in db.session.scalars(select(Certificate))}
    assert found == set(State)


def test_a_certificate_is_replaced_when_the_next_one_is_issued(filled: Summary):
    issued = {(row["person_id"], row["issued_at"]) for row in rows_of(Certificate)}
    replaced = [row for row in rows_of(Certificate) if row["replaced_at"]]
    assert replaced
    assert all((row["person_id"], row["replaced_at"]) in issued for row in replaced)


def test_some_have_not_yet_confirmed_their_name(filled: Summary):
    with_one = {row["completion_id"] for row in rows_of(Certificate)}
    online = [row["id"] for row in rows_of(Completion) if row["enrolment_id"]]
    assert 0 < sum(each not in with_one for each in online) < len(online) / 10
