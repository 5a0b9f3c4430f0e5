"""Pages and files of completion by organisation and by learner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from flask import current_app, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from lms import clock
from lms.accounts import access
from lms.accounts.current import current_identity
from lms.accounts.identity import Asker
from lms.accounts.models import Organisation
from lms.courses.live import catalogue
from lms.errors import NotFound
from lms.reporting import columns, counts, summaries
from lms.reporting import views_confidence as views_confidence  # so that its pages hang on the blueprint too
from lms.reporting.blueprint import bp
from lms.reporting.completions import read_all
from lms.reporting.exports import export
from lms.reporting.figures import add_up, add_up_by_sector
from lms.reporting.filters import (
    Filters,
    OrganisationFilters,
    People,
    course_options,
    parse_filters,
    parse_organisation_filters,
)
from lms.reporting.kept_counts import KeptCounts
from lms.reporting.learner_pages import get_page
from lms.web.charts import Bar, build_bar_chart
from lms.web.pagination import PER_PAGE, Page, nearest_page, requested_page

__all__ = ["bp"]
EXTENSION = "lms-report-counts"


@bp.record_once
def _keep_counts(state: BlueprintSetupState) -> None:
    state.app.extensions[EXTENSION] = KeptCounts()


@bp.get("/reports/organisations")
def organisations() -> ResponseReturnValue:
    person = current_identity()
    if not person.is_coordinator:
        return redirect(url_for(".organisation", uuid=_get_own_organisation(person).uuid), code=303)
    visible = access.organisations(person)
    sectors = counts.list_sectors(visible)
    filters = _organisation_filters(sectors)
    counted = _kept_counts().current(filters.courses)
    found = counts.list_organisations(visible, filters, counted.figures)
    page = _page(columns.sort_rows(columns.ORGANISATIONS, found, filters.sort))
    by_sector = add_up_by_sector(found)
    return render_template(
        "reporting/organisations.html",
        columns=columns.ORGANISATIONS,
        filters=filters,
        course_options=course_options(catalogue().list_courses()),
        sector_options=[("", "All sectors"), *((sector, sector) for sector in sectors)],
        counted_at=counted.at,
        page=page,
        rows=list(zip(page.rows, columns.html_rows(columns.ORGANISATIONS, page.rows), strict=True)),
        total=add_up(by_sector),
        by_sector=by_sector,
        chart=build_bar_chart(
            [Bar(each.name, each.confirmed.in_date, each.confirmed.people) for each in by_sector]
        ),
    )


@bp.get("/reports/organisations.csv")
def organisations_csv() -> ResponseReturnValue:
    person = current_identity()
    access.require_coordinator(person)
    visible = access.organisations(person)
    filters = _organisation_filters(counts.list_sectors(visible))
    if filters.messages:
        return _explain(".organisations")
    counted = _kept_counts().current(filters.courses)
    found = counts.list_organisations(visible, filters, counted.figures)
    rows = columns.sort_rows(columns.ORGANISATIONS, found, filters.sort)
    return export(rows, columns.ORGANISATIONS, "csv", title="Organisations", of=None, reader=person)


@bp.get("/reports/organisations/<uuid:uuid>")
def organisation(uuid: UUID) -> str:
    person = current_identity()
    found = access.get_organisation(person, uuid)
    filters = _filters()
    summary, recorded = _kept_counts().of_organisation(found, filters.courses).figures
    page = get_page(found, filters, requested_page(), summaries.find_total(summary, filters))
    return render_template(
        "reporting/organisation.html",
        columns=columns.LEARNERS,
        organisation=found,
        filters=filters,
        course_options=course_options(catalogue().list_courses()),
        people=People,
        today=clock.today(),
        summary=summary,
        chart=build_bar_chart([Bar("In date", summary.confirmed.in_date, summary.confirmed.people)]),
        recorded=recorded,
        page=page,
        rows=columns.html_rows(columns.LEARNERS, page.rows),
    )


@bp.get("/reports/organisations/<uuid:uuid>.<any(csv, xlsx):extension>")
def organisation_file(uuid: UUID, extension: str) -> ResponseReturnValue:
    person = current_identity()
    found = access.get_organisation(person, uuid)
    filters = _filters()
    if filters.messages:
        return _explain(".organisation", uuid=uuid)
    title = f"Completions {found.name}"
    rows = read_all(found, filters)
    return export(rows, columns.LEARNERS, extension, title=title, of=found.uuid, reader=person)


def _kept_counts() -> KeptCounts:
    return cast(KeptCounts, current_app.extensions[EXTENSION])


def _get_own_organisation(person: Asker) -> Organisation:
    own = access.list_organisations(person)
    if not own:
        raise NotFound("Reports are for training leads and coordinators.")
    return own[0]


def _filters() -> Filters:
    return parse_filters(request.args, catalogue().list_courses(), columns.keys(columns.LEARNERS))


def _organisation_filters(sectors: Sequence[str]) -> OrganisationFilters:
    keys = columns.keys(columns.ORGANISATIONS)
    return parse_organisation_filters(request.args, catalogue().list_courses(), sectors, keys)


def _page(rows: Sequence[Any]) -> Page[Any]:
    """A page of rows that are in memory already."""
    number = nearest_page(requested_page(), len(rows))
    return Page(rows[(number - 1) * PER_PAGE : number * PER_PAGE], number, PER_PAGE, len(rows))


def _explain(endpoint: str, **values: Any) -> ResponseReturnValue:
    """A file cannot say that a filter was left out: the page can, and offers the file with what is left."""
    asked = urlencode(list(request.args.items(multi=True)))
    return redirect(f"{url_for(endpoint, **values)}?{asked}", code=303)
