"""Stub."""

from __future__ import annotations

from flask import Blueprint, abort

bp = Blueprint("partnership", __name__, template_folder="templates")


@bp.get("/")
def home(**_: str) -> str:
    abort(404)


@bp.get("/goal")
def goal(**_: str) -> str:
    abort(404)


@bp.get("/goal.json")
def goal_json(**_: str) -> str:
    abort(404)


@bp.get("/report-a-concern")
def concern(**_: str) -> str:
    abort(404)


@bp.get("/privacy")
def privacy(**_: str) -> str:
    abort(404)


@bp.get("/accessibility")
def accessibility(**_: str) -> str:
    abort(404)


@bp.get("/healthz")
def health(**_: str) -> str:
    abort(404)
