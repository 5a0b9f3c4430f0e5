"""The frame of every page, drawn once in a process for all who see the same of it.

Its templates are in `frame/`. What they may depend on is in what they are called with, and in nothing else.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from flask import Flask, request, url_for
from markupsafe import Markup

from lms.web.assets import asset_url
from lms.web.forgery import csrf_token

FONT = "atkinson-hyperlegible-next-latin-{}.woff2"


@dataclass(frozen=True)
class Frame:
    """Where the links of header, navigation and footer lead, and the files that every page loads."""

    home: str
    catalogue: str
    my_certificates: str
    reports: str
    goal: str
    account: str
    sign_in: str
    sign_out: str
    concern: str
    verify: str
    accessibility: str
    privacy: str
    icon: str
    style_sheet: str
    fonts: tuple[str, ...]
    script: str
    early_script: str


# Stands for the token of whoever is looking: a code point that Unicode keeps for inner use of programs.
MARK = "\ufdd0"


def install(app: Flask) -> None:
    """Give templates the functions `frame`, `drawn_once` and `navigation`."""
    # By where the application is mounted, which is all that the addresses depend on.
    frames: dict[str, Frame] = {}
    kept: dict[tuple[Hashable, ...], Markup] = {}

    def frame() -> Frame:
        root = request.script_root
        if root not in frames:
            frames[root] = _build_frame()
        return frames[root]

    def drawn_once(part: str, **what: Hashable) -> Markup:
        """A part of the frame, by the name of its template."""
        key = (request.script_root, part, *what.values())
        if key not in kept:
            drawn = app.jinja_env.get_template(f"frame/{part}.html").render(what)
            kept[key] = Markup(drawn)  # noqa: S704 – drawn by Jinja, which has escaped it.
        return kept[key]

    def navigation(here: str | None, *, is_signed_in: bool, has_reports: bool) -> Markup:
        what = {"here": here, "is_signed_in": is_signed_in, "has_reports": has_reports}
        drawn = drawn_once("navigation", token=MARK, **what)
        return drawn.replace(MARK, csrf_token()) if is_signed_in else drawn

    app.jinja_env.globals.update(frame=frame, drawn_once=drawn_once, navigation=navigation)


def _build_frame() -> Frame:
    return Frame(
        home=url_for("partnership.home"),
        catalogue=url_for("learning.catalogue"),
        my_certificates=url_for("certificates.mine"),
        reports=url_for("reporting.organisations"),
        goal=url_for("partnership.goal"),
        account=url_for("accounts.account"),
        sign_in=url_for("accounts.sign_in"),
        sign_out=url_for("accounts.sign_out"),
        concern=url_for("partnership.concern"),
        verify=url_for("certificates.verify_form"),
        accessibility=url_for("partnership.accessibility"),
        privacy=url_for("partnership.privacy"),
        icon=asset_url("favicon.svg"),
        style_sheet=asset_url("app.css"),
        fonts=(asset_url(FONT.format(400)), asset_url(FONT.format(700))),
        script=asset_url("app.js"),
        early_script=asset_url("early.js"),
    )
