"""Pages of organisations, for coordinators."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.accounts import access
from lms.accounts import organisations as rules
from lms.accounts.blueprint import bp
from lms.accounts.current import current_person
from lms.accounts.domains import parse_domains
from lms.accounts.forms import status
from lms.accounts.forms_people import NewOrganisationForm, OrganisationFilterForm, OrganisationSettingsForm
from lms.accounts.models import Organisation
from lms.errors import InvalidInput
from lms.web.pagination import paginate, requested_page


@bp.get("/organisations")
def organisations() -> ResponseReturnValue:
    access.require_coordinator(current_person())
    form = OrganisationFilterForm(formdata=request.args)
    form.offer(rules.list_sectors())
    found = rules.organisations_with_counts((form.search.data or "")[:100], form.sector.data or "")
    page = paginate(found, requested_page())
    return render_template("accounts/organisations.html", filters=form, page=page)


@bp.route("/organisations/new", methods=["GET", "POST"])
def new_organisation() -> ResponseReturnValue:
    person = current_person()
    access.require_coordinator(person)
    form = NewOrganisationForm()
    if form.validate_on_submit():
        try:
            added = rules.add_organisation(
                str(form.name.data), str(form.sector.data), parse_domains(form.domains.data or ""), by=person
            )
        except InvalidInput as error:
            form.add_error(error.field, str(error))
        else:
            flash(f"{added.name} has been added.", "success")
            return redirect(url_for(".people", uuid=added.uuid), 303)
    page = render_template("accounts/new_organisation.html", form=form, sectors=rules.list_sectors())
    return page, status(form)


@bp.route("/organisations/<uuid:uuid>/settings", methods=["GET", "POST"])
def organisation_settings(uuid: UUID) -> ResponseReturnValue:
    person = current_person()
    organisation = access.get_organisation_to_change(person, uuid)
    form = OrganisationSettingsForm(data=_current(organisation))
    if form.validate_on_submit():
        try:
            rules.change_organisation(
                organisation,
                str(form.name.data),
                str(form.sector.data),
                parse_domains(form.domains.data or ""),
                is_closed=bool(form.is_closed.data),
                by=person,
            )
        except InvalidInput as error:
            form.add_error(error.field, str(error))
        else:
            flash("The organisation has been saved.", "success")
            return redirect(url_for(".people", uuid=organisation.uuid), 303)
    page = render_template(
        "accounts/organisation_settings.html",
        form=form,
        organisation=organisation,
        sectors=rules.list_sectors(),
    )
    return page, status(form)


def _current(organisation: Organisation) -> dict[str, object]:
    return {
        "name": organisation.name,
        "sector": organisation.sector,
        "domains": "\n".join(each.domain for each in organisation.domains),
        "is_closed": organisation.is_closed,
    }
