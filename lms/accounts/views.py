"""Stub."""

from __future__ import annotations

from flask import Blueprint, abort

bp = Blueprint("accounts", __name__, template_folder="templates")


@bp.get("/sign-in")
def sign_in(**_: str) -> str:
    abort(404)


@bp.get("/sign-in/code")
def sign_in_code(**_: str) -> str:
    abort(404)


@bp.get("/sign-in/link/<token>")
def sign_in_link(**_: str) -> str:
    abort(404)


@bp.get("/sign-in/password")
def sign_in_password(**_: str) -> str:
    abort(404)


@bp.get("/sign-up")
def sign_up(**_: str) -> str:
    abort(404)


@bp.post("/sign-out")
def sign_out(**_: str) -> str:
    abort(404)


@bp.get("/account")
def account(**_: str) -> str:
    abort(404)
