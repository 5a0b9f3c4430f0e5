"""The application: the only file that knows every feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.utils import cached_property

import lms.accounts.views
import lms.certificates.views
import lms.courses.views
import lms.learning.views
import lms.partnership.views
import lms.reporting.views
import lms.reporting.views_practice
from lms.accounts import access
from lms.accounts.current import find_identity
from lms.config import Settings
from lms.connections import READING, engine_options
from lms.courses import live
from lms.extensions import db, login_manager
from lms.web import assets, cookie, door, failures, filters, forgery, frame, headers, transaction
from lms.web.settings import settings

BLUEPRINTS = (
    lms.accounts.views.bp,
    lms.certificates.views.bp,
    lms.courses.views.bp,
    lms.learning.views.bp,
    lms.partnership.views.bp,
    lms.reporting.views.bp,
)

# What can be used without signing in. Everything else is behind the door.
PUBLIC = frozenset(
    {
        "assets.file",
        "accounts.sign_in",
        "accounts.sign_in_code",
        "accounts.sign_in_link",
        "accounts.sign_in_password",
        "accounts.sign_up",
        "certificates.verify",
        "certificates.verify_form",
        "courses.picture",
        "learning.catalogue",
        "learning.course",
        "partnership.accessibility",
        "partnership.concern",
        "partnership.goal",
        "partnership.goal_json",
        "partnership.health",
        "partnership.home",
        "partnership.partners",
        "partnership.privacy",
    }
)

MAX_BODY_BYTES = 1_000_000
MAX_FORM_BYTES = 500_000
MAX_FORM_FIELDS = 1_000


class _Request(Request):
    # Flask would look each of these up in its settings several times while it reads one form.
    max_content_length = MAX_BODY_BYTES
    max_form_memory_size = MAX_FORM_BYTES
    max_form_parts = MAX_FORM_FIELDS

    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:
        """From the header itself. Werkzeug walks through all headers for others of its name."""
        return cookie.read_header(self.environ.get("HTTP_COOKIE", ""))


class _App(Flask):
    request_class = _Request

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Nothing of ours is a coroutine, so that Flask need not look at every function, every time."""
        return func


def create_app(chosen: Settings | None = None) -> Flask:
    """Build the application. Raises `pydantic.ValidationError` when a setting is wrong."""
    # Files are served by `assets`, under names that change with their content.
    app = _App("lms.web", static_folder=None)
    _configure(app, chosen or Settings())
    db.init_app(app)
    login_manager.init_app(app)
    # The order matters: the transaction begins before anything reads, and limits come before parsing.
    transaction.install(app)
    cookie.install(app)
    headers.install(app, is_https=app.config["LMS"].is_https)
    forgery.install(app)
    door.install(app, PUBLIC, sign_in="accounts.sign_in")
    transaction.let_write(app)
    failures.install(app)
    filters.install(app)
    assets.install(app)
    frame.install(app)
    live.install(app, app.config["LMS"])
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.context_processor(_template_context)
    return app


def _configure(app: Flask, chosen: Settings) -> None:
    chosen.prepare_instance()
    writing, reading = engine_options(chosen.database)
    app.config.update(
        LMS=chosen,
        SECRET_KEY=chosen.signing_key(),
        SQLALCHEMY_DATABASE_URI=chosen.database,
        SQLALCHEMY_ENGINE_OPTIONS=writing,
        SQLALCHEMY_BINDS={READING: {"url": chosen.database, **reading}},
        SESSION_COOKIE_NAME="__Host-lms" if chosen.is_https else "lms",
        SESSION_COOKIE_SECURE=chosen.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # A form may stay open for as long as its sign-in lasts.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if proxies := chosen.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]


def _template_context() -> dict[str, Any]:
    """What every page knows: who is signed in, and what to call the partnership."""
    person = find_identity()
    return {
        "person": person,
        "has_reports": person is not None and access.can_see_reports(person),
        "settings": settings(),
    }
