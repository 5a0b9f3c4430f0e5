"""The yardstick: the smallest application that does what any signed-in page must do.

A cookie read by Flask-Login, one query on SQLite, a template of 10 kB; and, for certificates, a PDF that
WeasyPrint makes of a finished page. It is served with the settings of `lms serve`.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, render_template
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user

from lms.certificates.press import DESIGN_FOLDER

FOLDER = "BENCH_BARE_FOLDER"
DATABASE, CERTIFICATE = "bare.sqlite3", "certificate.html"
PERSON = "1"
STYLESHEET = DESIGN_FOLDER / "1" / "certificate.css"

_thread = threading.local()
_printing = threading.Lock()


class Reader(UserMixin):
    """The person in the cookie."""

    def __init__(self, number: str, name: str = "") -> None:
        self.id = number
        self.name = name


def create_app() -> Flask:
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "bare"
    LoginManager(app).user_loader(load_reader)
    app.add_url_rule("/sign-in", view_func=sign_in, methods=["POST"])
    app.add_url_rule("/healthz", view_func=lambda: "ok", endpoint="health")
    app.add_url_rule("/page", view_func=page)
    app.add_url_rule("/certificate.pdf", view_func=certificate)
    return app


def load_reader(number: str) -> Reader | None:
    if not hasattr(_thread, "connection"):
        _thread.connection = sqlite3.connect(_folder() / DATABASE)
    row = _thread.connection.execute("SELECT id, name FROM people WHERE id = ?", (number,)).fetchone()
    return Reader(*row) if row else None


def sign_in() -> str:
    login_user(Reader(PERSON))
    return "signed in"


@login_required
def page() -> str:
    return render_template("page.html", person=current_user)


@login_required
def certificate() -> Response:
    with _printing:
        return Response(_print(), mimetype="application/pdf")


def _print() -> bytes:
    """As WeasyPrint's manual has it, with fonts and style sheet read once in a process."""
    from weasyprint import HTML

    fonts, sheet, html = _kept()
    page = HTML(string=html, base_url=STYLESHEET.as_uri())
    printed: bytes = page.write_pdf(font_config=fonts, stylesheets=[sheet], pdf_variant="pdf/ua-1")
    return printed


@cache
def _kept() -> tuple[Any, Any, str]:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return fonts, CSS(filename=STYLESHEET, font_config=fonts), (_folder() / CERTIFICATE).read_text()


def _folder() -> Path:
    return Path(os.environ[FOLDER])


def prepare(folder: Path, certificate_html: str) -> None:
    """Write what the application reads: a database with one person, and the page of a certificate."""
    with sqlite3.connect(folder / DATABASE) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL)")
        connection.execute("INSERT INTO people VALUES (?, 'Alex Example')", (PERSON,))
    (folder / CERTIFICATE).write_text(certificate_html)


def main() -> None:
    from lms.serve import run_server

    # The platform's modules came with its server settings. They must not make garbage collection dearer here.
    gc.freeze()
    run_server("bench.bare:create_app", "127.0.0.1", int(sys.argv[1]), int(sys.argv[2]))


if __name__ == "__main__":
    main()
