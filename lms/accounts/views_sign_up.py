"""The page of signing up, for an address that has just been proved."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.accounts import browser_session, organisations, people, signing_up
from lms.accounts.blueprint import bp
from lms.accounts.forms import OrganisationForm, SignUpForm, status
from lms.accounts.models import Organisation
from lms.accounts.next_path import local_path
from lms.accounts.sign_in_models import SignInToken
from lms.errors import InvalidInput


@bp.route("/sign-up", methods=["GET", "POST"])
def sign_up() -> ResponseReturnValue:
    proved = browser_session.find_proved()
    if proved is None:
        return redirect(url_for(".sign_in"), 303)
    if people.find_by_email(proved.email):
        return _go_on(proved)
    suggestion = signing_up.suggest(proved.email)
    form = SignUpForm()
    form.offer(list(organisations.list_joinable()), suggestion.organisation)
    if form.validate_on_submit():
        try:
            person = signing_up.sign_up(proved.email, str(form.name.data), chosen_organisation(form))
        except InvalidInput as error:
            form.add_error(error.field, str(error))
        else:
            if person:
                browser_session.sign_in(person, stay=browser_session.wants_to_stay())
            return _go_on(proved)
    page = render_template("accounts/sign_up.html", form=form, email=proved.email, suggestion=suggestion)
    return page, status(form)


def chosen_organisation(form: OrganisationForm) -> Organisation | None:
    """The tick "not in the list" is a person's own; the choice in the list may be ours."""
    if form.not_listed.data or not form.organisation.data:
        return None
    return organisations.find_joinable(UUID(form.organisation.data))


def _go_on(proved: SignInToken) -> ResponseReturnValue:
    """Signs nobody in: whoever signed up in another tab is, and an old cookie must not do it again."""
    return redirect(local_path(proved.next_path) or url_for("learning.catalogue"), 303)
