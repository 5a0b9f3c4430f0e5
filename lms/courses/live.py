"""The catalogue of the running application: the last good version of each course."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app

from lms import clock
from lms.config import Settings
from lms.courses.catalogue import Catalogue, LiveCatalogue

EXTENSION = "lms-catalogue"


def install(app: Flask, settings: Settings) -> None:
    app.extensions[EXTENSION] = LiveCatalogue(
        settings.courses, last_good=settings.instance / "last-good-courses", now=clock.now
    )


def catalogue() -> Catalogue:
    """The courses as they are served now."""
    return cast(LiveCatalogue, current_app.extensions[EXTENSION]).current()
