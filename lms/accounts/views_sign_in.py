"""Pages of signing in and out. The answers are the same whether or not an address is known."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from lms.accounts import browser_session, invitations, mailed_sign_in, passwords, people
from lms.accounts.blueprint import bp
from lms.accounts.browser_session import client_address
from lms.accounts.current import find_identity
from lms.accounts.forms import AddressForm, CodeForm, PasswordSignInForm, StayForm, status
from lms.accounts.models import Person
from lms.accounts.next_path import local_path
from lms.accounts.sign_in_models import SignInToken
from lms.errors import InvalidInput
from lms.web.settings import settings

NOT_TOGETHER = "That e-mail address and password do not belong together"


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    if request.method == "GET" and find_identity():
        return redirect(_destination(request.args.get("next")))
    form = AddressForm(data={"next": local_path(request.args.get("next")) or ""})
    if form.validate_on_submit():
        token = mailed_sign_in.request_mail(
            str(form.email.data), local_path(form.next.data), client_address()
        )
        browser_session.wait_for(token)
        return redirect(url_for(".sign_in_code"), 303)
    return render_template("accounts/sign_in.html", form=form), status(form)


@bp.route("/sign-in/code", methods=["GET", "POST"])
def sign_in_code() -> ResponseReturnValue:
    pending = browser_session.find_pending()
    if pending is None:
        return redirect(url_for(".sign_in"), 303)
    form = CodeForm()
    if form.validate_on_submit():
        try:
            token = mailed_sign_in.use_code(
                pending.tokens, pending.email, str(form.code.data), client_address()
            )
        except InvalidInput as error:
            form.add_error(error.field, str(error))
        else:
            return _enter(token, stay=bool(form.stay.data))
    page = render_template(
        "accounts/sign_in_code.html", form=form, pending=pending, mail_folder=settings().mail_folder
    )
    return page, status(form)


@bp.route("/sign-in/link/<token>", methods=["GET", "POST"])
def sign_in_link(token: str) -> ResponseReturnValue:
    """GET shows a button only: scanners of mail open links, and must not use them up."""
    form = StayForm()
    if form.validate_on_submit():
        used = mailed_sign_in.use_link(token)
        if used:
            return _enter(used, stay=bool(form.stay.data))
    found = mailed_sign_in.find_by_link(token)
    if found is None or not mailed_sign_in.can_be_used(found):
        again = AddressForm(formdata=None)
        if found:
            again.email.data, again.next.data = found.email, found.next_path
        return _not_kept(render_template("accounts/link_ended.html", again=again, is_known=bool(found)), 410)
    return _not_kept(render_template("accounts/sign_in_link.html", form=form, email=found.email), 200)


@bp.route("/sign-in/password", methods=["GET", "POST"])
def sign_in_password() -> ResponseReturnValue:
    if request.method == "GET" and find_identity():
        return redirect(_destination(request.args.get("next")))
    form = PasswordSignInForm(data={"next": local_path(request.args.get("next")) or ""})
    if form.validate_on_submit():
        person = passwords.find_by_password(str(form.email.data), str(form.password.data), client_address())
        if person:
            return _welcome(person, form.next.data, stay=bool(form.stay.data))
        form.add_error("password", NOT_TOGETHER)
    return render_template("accounts/sign_in_password.html", form=form), status(form)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    browser_session.sign_out()
    flash("You have signed out.", "success")
    return redirect(url_for("partnership.home"), 303)


def _enter(token: SignInToken, *, stay: bool) -> ResponseReturnValue:
    """The address is proved: its owner goes on, or signs up first."""
    person = people.find_by_email(token.email)
    if person:
        return _welcome(person, token.next_path, stay=stay)
    browser_session.prove(token, stay=stay)
    return redirect(url_for(".sign_up"), 303)


def _welcome(person: Person, next_path: str | None, *, stay: bool) -> ResponseReturnValue:
    browser_session.sign_in(person, stay=stay)
    for offer in invitations.list_open_to(person.email)[:1]:
        link = Markup('<a class="govuk-notification-banner__link" href="{}">{}</a>')
        see = link.format(url_for(".my_invitations"), "See the invitation")
        flash(Markup("{} has invited you. {}").format(offer.organisation.name, see), "notice")
    return redirect(_destination(next_path), 303)


def _destination(next_path: str | None) -> str:
    return local_path(next_path) or url_for("learning.catalogue")


def _not_kept(page: str, code: int) -> ResponseReturnValue:
    """A page at an address that is itself a key is kept by no browser."""
    response = make_response(page, code)
    response.headers["Cache-Control"] = "no-store"
    return response
