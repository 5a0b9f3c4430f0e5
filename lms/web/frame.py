"""Addresses in the frame of every page, worked out once in a process instead of a dozen times for a page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, request, url_for

from lms.web.assets import asset_url

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


def install(app: Flask) -> None:
    """Give templates the function `frame`."""
    # By where the application is mounted, which is all that the addresses depend on.
    kept: dict[str, Frame] = {}

    def frame() -> Frame:
        root = request.script_root
        if root not in kept:
            kept[root] = _build_frame()
        return kept[root]

    app.jinja_env.globals["frame"] = frame


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
