"""Pages of one's own account."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.accounts import (
    browser_session,
    invitations,
    memberships,
    organisations,
    passwords,
    people,
    signing_in,
)
from lms.accounts.blueprint import bp
from lms.accounts.current import current_person, current_sign_in
from lms.accounts.forms import NameForm, NewPasswordForm, OrganisationForm, status
from lms.accounts.views_sign_up import chosen_organisation
from lms.errors import InvalidInput


@bp.get("/account")
def account() -> ResponseReturnValue:
    person = current_person()
    return render_template(
        "accounts/account.html",
        section="account",
        person=person,
        offers=invitations.list_open_to(person.email),
        here=current_sign_in(),
        sign_ins=signing_in.list_current(person),
    )


@bp.route("/account/name", methods=["GET", "POST"])
def account_name() -> ResponseReturnValue:
    person = current_person()
    form = NameForm(data={"name": person.name})
    if form.validate_on_submit():
        try:
            people.rename(person, str(form.name.data))
        except InvalidInput as error:
            form.add_error(error.field, str(error))
        else:
            return _done("Your name has been changed.")
    return render_template("accounts/account_name.html", section="account", form=form), status(form)


@bp.route("/account/organisation", methods=["GET", "POST"])
def account_organisation() -> ResponseReturnValue:
    person = current_person()
    form = OrganisationForm()
    current = person.membership.organisation if person.membership else None
    form.offer(list(organisations.list_joinable()), current)
    if form.validate_on_submit():
        try:
            if chosen := chosen_organisation(form):
                memberships.join(person, chosen)
            else:
                memberships.leave(person)
        except InvalidInput as error:
            form.add_error(error.field, str(error))
        else:
            return _done("Your organisation has been saved.")
    return render_template("accounts/account_organisation.html", section="account", form=form), status(form)


@bp.route("/account/password", methods=["GET", "POST"])
def account_password() -> ResponseReturnValue:
    person = current_person()
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            passwords.set_password(person, str(form.password.data), here=current_sign_in())
        except InvalidInput as error:
            form.add_error(error.field, str(error))
        else:
            return _done("Your password has been saved. You are signed out on all other devices.")
    page = render_template("accounts/account_password.html", section="account", person=person, form=form)
    return page, status(form)


@bp.post("/account/password/remove")
def remove_password() -> ResponseReturnValue:
    passwords.remove_password(current_person())
    return _done("Your password has been removed. You sign in by e-mail.")


@bp.post("/account/sign-out-everywhere")
def sign_out_everywhere() -> ResponseReturnValue:
    signing_in.end_all(current_person())
    browser_session.sign_out()
    flash("You have signed out on all devices.", "success")
    return redirect(url_for(".sign_in"), 303)


def _done(message: str) -> ResponseReturnValue:
    flash(message, "success")
    return redirect(url_for(".account"), 303)
