"""The blueprint of the reports; each `views` file hangs its own pages on it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("reporting", __name__, template_folder="templates")
