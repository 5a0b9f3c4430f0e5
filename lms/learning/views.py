"""Stub."""

from __future__ import annotations

from flask import Blueprint, abort

bp = Blueprint("learning", __name__, template_folder="templates")


@bp.get("/courses")
def catalogue(**_: str) -> str:
    abort(404)


@bp.get("/courses/<course>")
def course(**_: str) -> str:
    abort(404)
