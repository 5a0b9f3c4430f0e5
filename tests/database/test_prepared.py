"""A prepared statement answers, changes and fails as the same statement does by SQLAlchemy's own way."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.accounts.models import Membership, Organisation, Person
from lms.extensions import db
from lms.prepared import Prepared, savepoint

PEOPLE = select(Person.uuid, Person.is_coordinator, Person.created_at, Person.setting).order_by(Person.id)
MEMBERSHIP = select(Membership.role, Membership.confirmed_at).where(
    Membership.person_id == bindparam("person")
)
ADD = (
    insert(Organisation)
    .values(
        uuid=bindparam("as_uuid"),
        name=bindparam("as_name"),
        sector="Health",
        first_responder="no",
        duty_to_notify="no",
        is_closed=False,
        created_at=bindparam("now"),
    )
    .returning(Organisation.id)
)


def test_rows_have_the_types_of_their_columns(cast):
    assert Prepared(PEOPLE).all() == [tuple(row) for row in db.session.execute(PEOPLE)]


@pytest.mark.parametrize("name", ["alice", "una", "lena"])
def test_a_value_is_asked_for_by_its_name(cast, name):
    person = getattr(cast, name)
    [row] = db.session.execute(MEMBERSHIP, {"person": person.id})
    assert Prepared(MEMBERSHIP).first(person=person.id) == tuple(row)


def test_there_is_no_first_row_of_none(cast):
    assert Prepared(MEMBERSHIP).first(person=0) is None


def test_a_new_row_says_its_number(cast):
    added = Prepared(ADD).first(as_uuid=cast.alice.uuid, as_name="Northford Fire Service", now=clock.now())
    assert added is not None
    assert db.session.get_one(Organisation, added[0]).name == "Northford Fire Service"


def test_it_sees_what_the_session_has_flushed(cast):
    cast.alice.setting = "health"
    db.session.flush()
    assert Prepared(PEOPLE).all()[0][3] == "health"


def test_each_set_of_values_changes_its_row(cast):
    change = update(Person).where(Person.id == bindparam("person")).values(name=bindparam("called"))
    named = [{"person": cast.alice.id, "called": "A"}, {"person": cast.una.id, "called": "U"}]
    Prepared(change).run_each(named)
    db.session.expire_all()
    assert (cast.alice.name, cast.una.name) == ("A", "U")


def test_it_says_how_many_rows_it_changed(cast):
    change = Prepared(
        update(Person).where(Person.is_coordinator.is_(True)).values(setting=bindparam("now_at"))
    )
    assert change.run(now_at="health") == 1


def test_what_the_database_refuses_is_the_error_that_sqlalchemy_raises(cast):
    with pytest.raises(IntegrityError) as refused:
        Prepared(ADD).first(as_uuid=cast.alice.uuid, as_name=cast.council.name, now=clock.now())
    assert cast.council.name not in str(refused.value).partition("[SQL")[2]


def test_what_fails_in_a_savepoint_leaves_the_rest(cast):
    Prepared(ADD).first(as_uuid=uuid4(), as_name="Northford Fire Service", now=clock.now())
    with pytest.raises(IntegrityError), savepoint():
        Prepared(ADD).first(as_uuid=uuid4(), as_name="Northford Fire Service", now=clock.now())
    added = select(Organisation).where(Organisation.name == "Northford Fire Service")
    assert len(db.session.scalars(added).all()) == 1


def test_whoever_listens_to_statements_hears_of_it(cast, queries):
    queries.clear()
    Prepared(PEOPLE).all()
    assert [query.split()[0] for query in queries] == ["SELECT"]
