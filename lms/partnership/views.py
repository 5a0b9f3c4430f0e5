"""The public pages: what this is, how far the goal is, who takes part, and where to report a concern."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, abort, current_app, jsonify, render_template
from flask.blueprints import BlueprintSetupState

from lms import clock
from lms.accounts import access
from lms.accounts.current import current_person
from lms.accounts.models import Organisation
from lms.clock import london_date
from lms.courses.fact_reviews import NOTICE_DAYS
from lms.courses.facts import UnconfirmedFact
from lms.courses.live import catalogue
from lms.courses.model import Course, Fact
from lms.errors import NotFound
from lms.partnership import charting, database
from lms.partnership import fact_notices as fact_notices  # so that its table is known
from lms.partnership import follow_ups as follow_ups  # so that its job has a handler
from lms.partnership.concern import EMERGENCY_NUMBER, build_advice
from lms.partnership.fact_list import REFERRALS, REFERRALS_PUBLISHED, list_fact_reviews
from lms.partnership.goal import list_organisations
from lms.partnership.history import find_history
from lms.partnership.kept_tally import KeptTally
from lms.partnership.partners import list_open_partners
from lms.partnership.published_goal import PublishedGoal, as_json, build_published_goal
from lms.partnership.suppression import SMALLEST
from lms.partnership.window import Window
from lms.web.settings import settings

bp = Blueprint("partnership", __name__, template_folder="templates")

TALLY = "lms-tally"


@bp.record_once
def _keep_tally(state: BlueprintSetupState) -> None:
    state.app.extensions[TALLY] = KeptTally()


@bp.get("/")
def home() -> str:
    tally, _ = _kept_tally().current(_window())
    return render_template(
        "partnership/home.html",
        course=_find_qualifying_course(),
        professionals=tally.total,
        referrals=_find_fact(REFERRALS),
        published=_find_fact(REFERRALS_PUBLISHED),
    )


@bp.get("/goal")
def goal() -> str:
    published = _published_goal()
    return render_template(
        "partnership/goal.html",
        goal=published,
        has_begun=bool(published.months),
        smallest=SMALLEST,
        burn_up=charting.build_goal_chart(published, london_date(published.as_of)),
        sector_chart=charting.build_sector_chart(published),
        history=find_history(settings().partnership_name),
    )


@bp.get("/goal.json")
def goal_json() -> Response:
    return jsonify(as_json(_published_goal(), settings().partnership_name))


@bp.get("/partners")
def partners() -> str:
    by_sector: dict[str, list[Organisation]] = {}
    for partner in list_open_partners():
        by_sector.setdefault(partner.sector, []).append(partner)
    return render_template("partnership/partners.html", sectors=by_sector)


@bp.get("/report-a-concern")
def concern() -> str:
    """Stands without the database, and, for the emergency number alone, without the facts."""
    database.do_without()
    advice = build_advice(catalogue().facts, clock.today())
    return render_template("partnership/concern.html", advice=advice, emergency_number=EMERGENCY_NUMBER)


@bp.get("/facts")
def facts() -> str:
    access.require_coordinator(current_person())
    reviews = list_fact_reviews(settings().courses, catalogue(), clock.today())
    return render_template("partnership/facts.html", reviews=reviews, notice_days=NOTICE_DAYS)


@bp.get("/privacy")
def privacy() -> str:
    return render_template("partnership/privacy.html")


@bp.get("/accessibility")
def accessibility() -> str:
    return render_template("partnership/accessibility.html")


@bp.get("/healthz")
def health() -> Response:
    database.do_without()
    if not database.is_reachable():
        abort(503)
    return jsonify(status="ok")


def _kept_tally() -> KeptTally:
    return cast(KeptTally, current_app.extensions[TALLY])


def _window() -> Window:
    return Window(settings().goal_starts_on, settings().goal_ends_on)


def _published_goal() -> PublishedGoal:
    tally, as_of = _kept_tally().current(_window())
    return build_published_goal(settings().goal_number, _window(), tally, list_organisations(), as_of)


def _find_qualifying_course() -> Course | None:
    """The course to begin with: the first that counts towards the goal."""
    return next((course for course in catalogue().list_courses() if course.qualifying), None)


def _find_fact(key: str) -> Fact | None:
    try:
        return catalogue().facts.published(key)
    except (NotFound, UnconfirmedFact):
        return None
