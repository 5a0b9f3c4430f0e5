"""Stub."""

from __future__ import annotations

from flask import Blueprint, abort

bp = Blueprint("reporting", __name__, template_folder="templates")


@bp.get("/reports/organisations")
def organisations(**_: str) -> str:
    abort(404)
