"""Stub."""

from __future__ import annotations

from flask import Blueprint, abort

bp = Blueprint("certificates", __name__, template_folder="templates")


@bp.get("/certificates")
def mine(**_: str) -> str:
    abort(404)


@bp.get("/verify")
def verify_form(**_: str) -> str:
    abort(404)


@bp.get("/verify/<code>")
def verify(**_: str) -> str:
    abort(404)
