"""Pages of invitations: to oneself, and on behalf of an organisation."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.accounts import access, invitations, memberships
from lms.accounts.blueprint import bp
from lms.accounts.current import current_person
from lms.accounts.forms import status
from lms.accounts.forms_people import InviteForm, InviteWithRoleForm
from lms.accounts.models import Role
from lms.errors import InvalidInput
from lms.web.filters import plural

MAX_SHOWN = 5


@bp.get("/invitations")
def my_invitations() -> ResponseReturnValue:
    person = current_person()
    offers = invitations.list_open_to(person.email)
    return render_template("accounts/my_invitations.html", section="account", person=person, offers=offers)


@bp.post("/invitations/<uuid:uuid>/accept")
def accept_invitation(uuid: UUID) -> ResponseReturnValue:
    person = current_person()
    invitation = access.get_own_invitation(person, uuid)
    if not invitations.is_open(invitation) or invitation.organisation.is_closed:
        flash("This invitation is no longer open.", "notice")
        return redirect(url_for(".my_invitations"), 303)
    memberships.join(person, invitation.organisation)
    flash(f"You have joined {invitation.organisation.name}.", "success")
    return redirect(url_for(".account"), 303)


@bp.post("/invitations/<uuid:uuid>/decline")
def decline_invitation(uuid: UUID) -> ResponseReturnValue:
    person = current_person()
    invitations.decline(access.get_own_invitation(person, uuid), by=person)
    flash("You have declined the invitation.", "success")
    return redirect(url_for(".my_invitations"), 303)


@bp.post("/invitations/<uuid:uuid>/withdraw")
def withdraw_invitation(uuid: UUID) -> ResponseReturnValue:
    person = current_person()
    invitation = access.get_invitation(person, uuid)
    invitations.withdraw(invitation, by=person)
    flash(f"The invitation to {invitation.email} has been withdrawn.", "success")
    return redirect(url_for(".people", uuid=invitation.organisation.uuid), 303)


@bp.route("/organisations/<uuid:uuid>/invitations/new", methods=["GET", "POST"])
def invite(uuid: UUID) -> ResponseReturnValue:
    person = current_person()
    organisation = access.get_organisation(person, uuid)
    form = InviteWithRoleForm() if person.is_coordinator else InviteForm()
    if form.validate_on_submit():
        role = Role(form.role.data) if isinstance(form, InviteWithRoleForm) else Role.LEARNER
        try:
            addresses = invitations.parse_addresses(str(form.addresses.data))
        except InvalidInput as error:
            form.add_error(error.field, str(error))
        else:
            _report(invitations.invite(organisation, addresses, role, by=person))
            return redirect(url_for(".people", uuid=organisation.uuid), 303)
    return render_template("accounts/invite.html", form=form, organisation=organisation), status(form)


def _report(sent: invitations.Sent) -> None:
    if sent.invited:
        flash(f"{plural(len(sent.invited), 'invitation')} sent.", "success")
    if sent.already_here:
        flash(f"Not invited, because they are members already: {_some(sent.already_here)}.", "notice")
    if sent.too_often:
        flash(f"Not invited, because we mailed them often today: {_some(sent.too_often)}.", "notice")


def _some(addresses: Sequence[str]) -> str:
    """The first few: the message travels in a cookie, and browsers drop one of more than 4 kB."""
    others = len(addresses) - MAX_SHOWN
    named = ", ".join(addresses[:MAX_SHOWN])
    return f"{named} and {plural(others, 'other')}" if others > 0 else named
