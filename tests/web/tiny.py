"""The smallest application with one form, for tests of how fields are drawn and read."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict

from lms.web import assets, filters, frame
from lms.web.forms import GovForm

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Form</title></head><body>
{% from "forms.html" import error_summary, hidden %}{{ error_summary(form) }}
<form method="post" novalidate>{{ hidden(form) }}{% for field in form if field.type != "CSRFTokenField" %}
{{ field() }}{% endfor %}</form></body></html>"""


class Drawn:
    """A drawn form: strictly valid HTML, ids unique, each input labelled, each reference to an id kept."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.tree: Element = parser.parse(html)
        ids = [node.get("id") for node in self.tree.iter() if node.get("id")]
        assert len(ids) == len(set(ids)), f"ids are unique: {ids}"
        labelled = {label.get("for") for label in self.tree.iter("label")}
        for node in self.tree.iter():
            if node.tag in {"input", "select", "textarea"} and node.get("type") != "hidden":
                assert node.get("id") in labelled, f"{node.get('name')} has a label"
            for reference in ("aria-describedby", "aria-labelledby"):
                assert set((node.get(reference) or "").split()) <= set(ids), f"{reference} leads to an id"
            assert node.get("style") is None

    def by_id(self, name: str) -> Element:
        return next(node for node in self.tree.iter() if node.get("id") == name)

    def text(self, name: str) -> str:
        return " ".join("".join(self.by_id(name).itertext()).split())

    def all(self, tag: str) -> list[Element]:
        return list(self.tree.iter(tag))

    def described_by(self, name: str) -> str:
        """What a screen reader says after the label."""
        return " ".join(self.text(each) for each in (self.by_id(name).get("aria-describedby") or "").split())

    @property
    def summary(self) -> list[tuple[str | None, str]]:
        """(target, message) of each line of the error summary."""
        boxes = [
            node for node in self.tree.iter("ul") if "govuk-error-summary__list" in (node.get("class") or "")
        ]
        return [(link.get("href"), link.text or "") for box in boxes for link in box.iter("a")]


def make_app() -> Flask:
    app = Flask("lms.web")
    app.config.update(SECRET_KEY="a key for tests", WTF_CSRF_ENABLED=False)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    filters.install(app)
    assets.install(app)
    frame.install(app)
    return app


def draw(form_class: type[GovForm], sent: Mapping[str, Any] | None = None, **form_options: Any) -> Drawn:
    """The form as it is drawn at first, or after `sent` was validated."""
    return fill(form_class, sent, **form_options)[1]


def fill(
    form_class: type[GovForm], sent: Mapping[str, Any] | None = None, **form_options: Any
) -> tuple[GovForm, Drawn]:
    with make_app().test_request_context(method="GET" if sent is None else "POST"):
        form = form_class(formdata=None if sent is None else MultiDict(sent), **form_options)
        if sent is not None:
            form.validate()
        return form, Drawn(render_template_string(PAGE, form=form))
