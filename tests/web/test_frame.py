"""The frame around every page, without the features that fill it."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from flask import Blueprint, flash, render_template, render_template_string
from flask_wtf.csrf import CSRFProtect
from wtforms.validators import InputRequired

from lms.web import forms
from tests.web.tiny import Drawn, make_app

ENDPOINTS = {
    "partnership": {
        "home": "/",
        "concern": "/report-a-concern",
        "goal": "/goal",
        "privacy": "/privacy",
        "accessibility": "/accessibility",
    },
    "learning": {"catalogue": "/courses"},
    "certificates": {"mine": "/certificates", "verify_form": "/verify"},
    "reporting": {"organisations": "/reports/organisations"},
    "accounts": {"sign_in": "/sign-in", "sign_out": "/sign-out", "account": "/account"},
}
PERSON = SimpleNamespace(name="Siân Ŵyn")
SETTINGS = SimpleNamespace(partnership_name="Hertfordshire & friends")
PAGE = """{% extends "base.html" %}{% block title %}Courses{% endblock %}
{% block main %}<h1>Courses</h1>{% endblock %}"""


@pytest.fixture
def frame_app():
    app = make_app()
    CSRFProtect(app)
    for name, endpoints in ENDPOINTS.items():
        blueprint = Blueprint(name, name)
        for endpoint, path in endpoints.items():
            blueprint.add_url_rule(path, endpoint, lambda: "", methods=["GET", "POST"])
        app.register_blueprint(blueprint)
    return app


def page(app, path="/courses", template=PAGE, **context):
    with app.test_request_context(path):
        return Drawn(render_template_string(template, **{"settings": SETTINGS, **context}))


def links(drawn, area):
    (part,) = drawn.all(area)
    return {link.get("href"): " ".join("".join(link.itertext()).split()) for link in part.iter("a")}


def test_a_concern_is_one_click_away_in_the_header(frame_app):
    assert links(page(frame_app), "header")["/report-a-concern"] == "Report a concern"


def test_the_exit_is_a_plain_link_where_there_is_no_script(frame_app):
    exits = [link for link in page(frame_app).all("a") if "exit-this-page" in (link.get("class") or "")]
    assert {link.get("href") for link in exits} == {"https://www.bbc.co.uk/weather"}
    assert len(exits) == 2


def test_the_first_thing_to_reach_by_keyboard_skips_to_the_content(frame_app):
    drawn = page(frame_app)
    assert drawn.all("a")[0].get("href") == "#main-content"
    assert drawn.by_id("main-content").tag == "main"


def test_the_header_names_the_product_and_the_partnership(frame_app):
    assert links(page(frame_app), "header")["/"] == "Spot the Signs Hertfordshire & friends"


@pytest.mark.parametrize(
    ("context", "shown", "hidden"),
    [
        ({}, {"/courses", "/goal", "/sign-in"}, {"/certificates", "/account", "/reports/organisations"}),
        ({"person": PERSON}, {"/certificates", "/account"}, {"/sign-in", "/reports/organisations"}),
        ({"person": PERSON, "has_reports": True}, {"/reports/organisations"}, {"/sign-in"}),
    ],
)
def test_the_navigation_fits_who_is_looking(frame_app, context, shown, hidden):
    found = set(links(page(frame_app, **context), "header"))
    assert shown <= found
    assert not hidden & found


def test_signing_out_is_a_form_with_a_token(frame_app):
    (form,) = page(frame_app, person=PERSON).all("form")
    assert (form.get("method"), form.get("action")) == ("post", "/sign-out")
    assert [node.get("name") for node in form.iter("input") if node.get("value")] == ["csrf_token"]


def test_the_section_one_is_in_is_marked(frame_app):
    (current,) = [link for link in page(frame_app).all("a") if link.get("aria-current")]
    assert current.get("href") == "/courses"


def test_a_page_can_say_which_section_it_belongs_to(frame_app):
    template = PAGE.replace("{% block title", '{% set section = "goal" %}{% block title', 1)
    (current,) = [link for link in page(frame_app, template=template).all("a") if link.get("aria-current")]
    assert current.get("href") == "/goal"


def test_the_title_names_the_page_and_the_product(frame_app):
    assert page(frame_app).all("title")[0].text == "Courses – Spot the Signs"


def test_the_title_says_first_when_a_form_has_errors(frame_app):
    class Form(forms.FilterForm):
        name = forms.StringField("Name", validators=[InputRequired()])

    with frame_app.test_request_context():
        form = Form(formdata=None)
        form.validate()
    assert page(frame_app, form=form).all("title")[0].text == "Error: Courses – Spot the Signs"


def test_messages_are_shown_once_each_and_escaped(frame_app):
    with frame_app.test_request_context():
        flash("Your certificate <is> ready", "success")
        flash("The course closes on Friday")
        drawn = Drawn(render_template_string(PAGE, settings=SETTINGS))
    banners = [node for node in drawn.all("div") if node.get("data-module") == "govuk-notification-banner"]
    assert [banner.get("role") for banner in banners] == ["alert", "region"]
    assert "Your certificate <is> ready" in "".join(banners[0].itertext())


def test_no_script_or_style_stands_in_the_page(frame_app):
    drawn = page(frame_app, person=PERSON)
    assert all(script.get("src") and not script.text for script in drawn.all("script"))
    assert drawn.all("style") == []


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 429, 500, 503])
def test_each_failure_has_a_page_with_one_heading(frame_app, status):
    with frame_app.test_request_context():
        drawn = Drawn(render_template(f"errors/{status}.html", settings=SETTINGS))
    assert len(drawn.all("h1")) == 1
    assert "/report-a-concern" in links(drawn, "header")


@pytest.mark.parametrize("status", [500, 503])
def test_the_page_for_a_fault_of_ours_asks_nothing_of_anybody(frame_app, status):
    with frame_app.test_request_context():
        html = frame_app.jinja_env.get_template(f"errors/{status}.html").render()
    assert len(Drawn(html).all("h1")) == 1


def test_too_many_tries_says_when_to_come_back(frame_app):
    with frame_app.test_request_context():
        html = render_template(
            "errors/429.html", settings=SETTINGS, retry_at=datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
        )
    assert "25 November 2026 at 10:00am" in html
