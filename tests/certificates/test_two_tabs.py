"""Two tabs at the same moment: the database lets them make one certificate."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.certificates.codes import make_code
from lms.certificates.issuing import Printed, build
from lms.certificates.models import Certificate
from lms.extensions import db
from tests.pages import Browser

TABS = 4


def send_from_tabs(app, person, path, names):
    """Send the same form from as many tabs as there are names, all at once."""
    tabs = [Browser(app).sign_in_as(person) for _ in names]
    tokens = [tab.csrf_token() for tab in tabs]
    barrier = Barrier(len(tabs))

    def send(tab, token, name):
        barrier.wait(timeout=10)
        return tab.client.post(path, data={"csrf_token": token, "name": name}).status_code

    with ThreadPoolExecutor(len(tabs)) as pool:
        return list(pool.map(send, tabs, tokens, names))


def stored():
    db.session.rollback()
    return db.session.scalars(select(Certificate).order_by(Certificate.id)).all()


def test_tabs_that_ask_at_once_get_one_certificate(app, cast, completion):
    path = f"/certificates/completions/{completion.uuid}/issue"
    statuses = send_from_tabs(app, cast.alice, path, ["Alice Adeyemi"] * TABS)
    assert statuses == [303] * TABS
    assert len(stored()) == 1


def test_tabs_that_correct_the_name_alike_make_one_new_certificate(app, cast, certificate):
    path = f"/certificates/{certificate.uuid}/reissue"
    statuses = send_from_tabs(app, cast.alice, path, ["Alice Ŵyn"] * TABS)
    assert statuses == [303] * TABS
    assert [(each.name, each.replaced_at is None) for each in stored()] == [
        ("Alice Adeyemi", False),
        ("Alice Ŵyn", True),
    ]


def test_tabs_that_correct_the_name_differently_leave_one_live_certificate(app, cast, certificate):
    names = [f"Alice {letter}" for letter in "ABCD"]
    send_from_tabs(app, cast.alice, f"/certificates/{certificate.uuid}/reissue", names)
    live = [each for each in stored() if each.replaced_at is None]
    assert len(live) == 1


def test_the_database_refuses_a_second_live_certificate(completion, certificate):
    printed = Printed("Alice", "First steps", 10, None)
    db.session.add(build(completion, printed, make_code()))
    with pytest.raises(IntegrityError, match=r"uq_certificates_live|certificates\.completion_id"):
        db.session.flush()


def test_the_database_refuses_to_revoke_without_a_reason(certificate):
    certificate.revoked_at = certificate.issued_at
    with pytest.raises(IntegrityError, match="revoked_with_a_reason"):
        db.session.flush()
