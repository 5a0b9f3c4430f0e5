"""The settings of the application that is handling the current request."""

from __future__ import annotations

from typing import cast

from flask import current_app

from lms.config import Settings


def settings() -> Settings:
    return cast(Settings, current_app.config["LMS"])
