"""The token against forged requests: signed and checked once for each browser, not for each page."""

from __future__ import annotations

from functools import lru_cache
from hmac import compare_digest

from flask import Flask, g, request, session
from flask_wtf.csrf import CSRFProtect, generate_csrf, same_origin, validate_csrf
from wtforms import ValidationError

from lms.web.transaction import SAFE_METHODS

FIELD = "csrf_token"


def install(app: Flask) -> None:
    """Check the token of every request that changes something, and give templates `csrf_token`."""
    protect = CSRFProtect()
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    protect.init_app(app)
    # Flask-WTF offers its own in both places: to pages, and to the macros that they import.
    app.jinja_env.globals[FIELD] = csrf_token
    app.context_processor(lambda: {FIELD: csrf_token})

    @app.before_request
    def refuse_forged() -> None:
        if not app.config["WTF_CSRF_ENABLED"] or request.method in SAFE_METHODS:
            return
        if _is_known() and _comes_from_here():
            g.csrf_valid = True
        else:
            protect.protect(apply_exemptions=True)


def csrf_token() -> str:
    """A token that is good for as long as the browser's session."""
    if not session.get(FIELD):
        _generate()
    return _sign(session[FIELD])


@lru_cache(maxsize=10_000)
def _sign(_secret: str) -> str:
    # Flask-WTF takes the secret from the session itself.
    return _generate()


def _generate() -> str:
    # Flask-WTF gives the same again within a request, though the session may have been cleared since.
    g.pop(FIELD, None)
    token: str = generate_csrf()
    return token


def _is_known() -> bool:
    """Whether a token of this browser was sent. Any doubt is left to Flask-WTF, which says what is wrong."""
    secret, token = session.get(FIELD), request.form.get(FIELD)
    if not secret or not token:
        return False
    # The page was drawn by this process, as a rule.
    if compare_digest(token.encode(), _sign(secret).encode()):
        return True
    try:
        return _verify(token, secret)
    except ValidationError:
        return False


@lru_cache(maxsize=10_000)
def _verify(token: str, _secret: str) -> bool:
    # No token grows old here, so that one which was good for this secret stays so. Nothing else is kept.
    validate_csrf(token)
    return True


def _comes_from_here() -> bool:
    """As Flask-WTF has it: over HTTPS a browser says from which page a form was sent."""
    if not request.is_secure:
        return True
    return bool(request.referrer) and same_origin(request.referrer, f"https://{request.host}/")
