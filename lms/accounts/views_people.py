"""Pages of the people of an organisation, for those who answer for it."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.accounts import access, invitations, memberships
from lms.accounts.blueprint import bp
from lms.accounts.current import current_person
from lms.accounts.models import Membership, Role
from lms.web.pagination import paginate, requested_page


@bp.get("/organisations/<uuid:uuid>/people")
def people(uuid: UUID) -> ResponseReturnValue:
    person = current_person()
    organisation = access.get_organisation(person, uuid)
    search = request.args.get("search", "").strip()[:100]
    found = memberships.current_memberships(organisation, search)
    return render_template(
        "accounts/people.html",
        organisation=organisation,
        search=search,
        page=paginate(found, requested_page(), scalars=True),
        invitations=invitations.list_open_of(organisation),
    )


@bp.post("/memberships/<uuid:uuid>/confirm")
def confirm_membership(uuid: UUID) -> ResponseReturnValue:
    person = current_person()
    membership = access.get_membership(person, uuid)
    memberships.confirm(membership, by=person)
    return _back(membership, f"{membership.person.name} is confirmed.")


@bp.post("/memberships/<uuid:uuid>/end")
def end_membership(uuid: UUID) -> ResponseReturnValue:
    person = current_person()
    membership = access.get_membership(person, uuid)
    memberships.end(membership, by=person)
    return _back(membership, f"{membership.person.name} is no longer a member.")


@bp.post("/memberships/<uuid:uuid>/role")
def change_role(uuid: UUID) -> ResponseReturnValue:
    person = current_person()
    membership = access.get_membership(person, uuid)
    role = request.form.get("role", "")
    if role not in list(Role):
        abort(400)
    memberships.change_role(membership, Role(role), by=person)
    became = "a training lead" if membership.role == Role.TRAINING_LEAD else "a learner"
    return _back(membership, f"{membership.person.name} is now {became}.")


def _back(membership: Membership, message: str) -> ResponseReturnValue:
    flash(message, "success")
    return redirect(url_for(".people", uuid=membership.organisation.uuid), 303)
